"""`duecare`: the one command, and its edge, where every refusal becomes a message and an exit code.

Exit codes: 0 done; 1 refused, or something failed; 2 the command was misused; 3 done, with open questions;
130 stopped by Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

import typer

from duecare.base.errors import DuecareError, InputError
from duecare.cli import (
    ask,
    assess,
    batch,
    certify,
    chance,
    diff,
    exporting,
    figure,
    gaps,
    importing,
    law,
    law_export,
    law_sources,
    law_test,
    nexus,
    notify,
    own_record,
    practice,
    readings,
    remedies,
    start,
    tryout,
)

STOPPED = 130

app = typer.Typer(
    help="Assess, without attribution, whether States met the due care that international law asks of them.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)
app.command()(start.demo)
app.command()(start.new)
app.command()(assess.assess)
app.command()(assess.why)
app.command()(gaps.gaps)
app.command()(ask.ask)
app.command()(readings.readings)
app.command()(remedies.remedies)
app.command()(chance.chance)
app.command()(diff.diff)
app.command()(assess.memo)
app.command()(figure.figure)
app.command()(notify.notify)
app.command()(own_record.record)
app.command()(certify.certify)
app.command("import")(importing.import_record)
app.command()(exporting.export)
app.command()(start.schema)
law_test.register(law.app)
law_sources.register(law.app)
law_export.register(law.app)
tryout.register(practice.app)
app.add_typer(law.app, name="law")
app.add_typer(practice.app, name="practice")
app.add_typer(nexus.app, name="nexus")
app.add_typer(batch.app, name="batch")


def run() -> None:
    """Run the command; whatever goes wrong is told in words, on the error stream."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a sign that the terminal lacks is no reason to stop
    try:
        app(prog_name="duecare")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read has read enough
        sys.exit(1)
    except KeyboardInterrupt:  # before the command itself began; while it runs, click leaves with the same code
        sys.exit(STOPPED)
    except InputError as error:
        from duecare.cli.show_mistakes import write_mistakes

        write_mistakes(error.diagnostics, colour=sys.stderr.isatty())
        sys.exit(1)
    except DuecareError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    except Exception as error:
        if os.environ.get("DUECARE_TRACE"):
            raise
        said = f"{type(error).__name__}: {error}"
        _fail(f"this is a mistake in Duecare, not in your input ({said}); DUECARE_TRACE=1 shows where it arose")


def _fail(message: str) -> None:
    typer.echo(f"error: {message}", err=True)
    sys.exit(1)
