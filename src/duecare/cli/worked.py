"""What verbs on one dossier begin with: the dossier, the law, and the frames that were asked for, worked out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from duecare.base.moments import Moment
    from duecare.dossier.model import Dossier
    from duecare.engine.decide import Decider
    from duecare.engine.frame import Frame
    from duecare.ir.declarations import View
    from duecare.rulebook.load import Bundle

State = Annotated[str | None, typer.Option("--state", metavar="STATE", help="Only this State's duties.")]
Duty = Annotated[
    str | None, typer.Option("--duty", metavar="DUTY", help="Only this duty, as OBLIGATION.DUTY or its last part.")
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: a dossier under a law, one State or all, one duty or all, and some views.

    duty  is empty for all duties; together: no view was named, so that all held readings count together as well.
    """

    dossier: Dossier
    bundle: Bundle
    bearer: str
    duty: str
    views: tuple[View, ...]
    together: bool
    as_of: Moment | None
    standard: str

    def worked(self, dossier: Dossier | None = None) -> list[tuple[Frame, Decider]]:
        """Return the frames worked out, of this dossier or of another state of it."""
        from duecare.assess.assess import decided, frames_of

        read = dossier or self.dossier
        frames = frames_of(read, self.bundle, self.as_of, self.standard)
        fitting = [frame for frame in frames if self.bearer in {"", frame.bearer}]
        found = decided(read, self.bundle, fitting, frozenset({self.duty}) if self.duty else None)
        given = [(frame, decider) for frame, decider in found if decider.history.of]
        if not given and (self.duty or self.bearer):
            self.refuse_nothing()
        return given

    def frame(self, beneficiary: str, dossier: Dossier | None = None) -> Decider:
        """Return the one frame of the State toward a beneficiary, worked out for the duty."""
        found = [decider for frame, decider in self.worked(dossier) if frame.beneficiary == beneficiary]
        if not found:
            self.refuse_nothing(beneficiary)
        return found[0]

    def refuse_nothing(self, beneficiary: str = "") -> NoReturn:
        """Refuse what was asked for: the dossier has no finding of the kind."""
        from duecare.base.errors import Diagnostic, InputError
        from duecare.base.spans import NOWHERE

        on = f" on {self.duty}" if self.duty else ""
        whom = f" for {self.dossier.state_name(self.bearer)}" if self.bearer else ""
        toward = f" toward {self.dossier.state_name(beneficiary)}" if beneficiary else ""
        message = f"there is no finding{on}{whom}{toward}"
        raise InputError([Diagnostic(NOWHERE, message, "run `duecare assess` to see all findings")])


def asked_for(
    dossier: Dossier,
    bundle: Bundle,
    *,
    state: str | None,
    duty: str | None,
    views: Iterable[str] | None,
    as_of: str | None,
    proof: str,
) -> Asked:
    """Return what a verb was asked for; what cannot be meant is refused."""
    from duecare.cli.assess import check_begun, moment
    from duecare.cli.choose import choose_duty, choose_standard, choose_state, choose_views

    at, named = moment(as_of), tuple(views or ())
    check_begun(dossier, at)
    chosen = choose_views(named, bundle.law)
    return Asked(
        dossier,
        bundle,
        choose_state(state, dossier) if state else "",
        choose_duty(duty, bundle.law) if duty else "",
        tuple(view for view in bundle.law.views if view.name in chosen),
        not named,
        at,
        choose_standard(proof),
    )


def opened(file: Path, law_at: str | None, assume: Iterable[str] | None) -> tuple[Dossier, Dossier, Bundle]:
    """Return a dossier as it is, and with what is assumed, and the law."""
    from duecare.cli.assess import read_with
    from duecare.cli.what_if import supposed

    plain, bundle = read_with(file, law_at)
    return plain, supposed(plain, bundle, assume), bundle
