"""One chapter of an obligation of the invented law: how it applies, its seven duties, and its exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from fullsize.questions import own
from fullsize.standard import element, presumption
from fullsize.writing import Condition, all_of, any_of, at_least, chapter, cite, clause, declaration, some_affected

Services = dict[tuple[str, str], tuple[list[str], list[str]]]
_RIGHTS = (
    "choice_coerced",
    "force_used",
    "immunity_touched",
    "treaty_right_touched",
    "nationals_touched",
    "people_touched",
)
_EFFECTS = ("data_altered", "data_taken", "money_lost", "service_disrupted", "functions_impaired")


@dataclass(frozen=True, slots=True)
class Flavour:
    """What sets a chapter apart.

    rights   it protects rights (as the Corfu Channel duty does) · harm  it protects against harm (as no-harm does)
    persons  individuals count · liable  there is liability before breach · follows  a duty of another chapter
    whose omission makes its last duty due.
    """

    name: str
    rights: bool
    harm: bool
    persons: bool
    liable: bool
    follows: str = ""


FLAVOURS = (
    Flavour("alpha", rights=True, harm=False, persons=False, liable=False),
    Flavour("beta", rights=False, harm=True, persons=False, liable=True),
    Flavour("gamma", rights=True, harm=True, persons=True, liable=False, follows="alpha_duty.halt"),
    Flavour("delta", rights=False, harm=True, persons=True, liable=True),
    Flavour("epsilon", rights=True, harm=False, persons=True, liable=False, follows="epsilon_duty.investigate"),
)


def obligation_chapter(flavour: Flavour, services: Services, seed: int) -> str:
    """Return an obligation's chapter."""
    random = Random(f"{flavour.name} {seed}")
    n = flavour.name
    elements = [_tie(flavour), _knowledge(n), _actual(n), _constructive(n), _right(n, random)]
    elements += [_kind(flavour, random), _exposed(n)]
    parts = ["tie"]
    if flavour.rights:
        elements += [_author(n), _harm_of_rights(n), _threshold(flavour)]
        parts += ["author", "wrong", "threshold"]
    if flavour.harm:
        elements += [_gravity(flavour)]
        parts += ["kind", "gravity"]
    if flavour.persons:
        parts.append("exposed")
    applicable = all_of(*(f"{n}_{part}" for part in parts))
    head = _obligation(flavour, applicable)
    rest = [*_duties(flavour, services), *_exceptions(flavour), *_presumptions(n)]
    return chapter(f"{n}_duty", f"The {n} duty", "obligation", head, *elements, *rest)


def _obligation(flavour: Flavour, applicable: Condition) -> str:
    binds = any_of("custom under status.default", "custom under status.recognised")
    force = binds if flavour.rights else any_of("op_settled_field", all_of(binds, any_of("custom under scope.general")))
    return declaration(
        f"obligation {flavour.name}_duty", f"The invented {flavour.name} duty.", cite(1, 2),
        "owed to states", clause("in force when", force), clause("applicable when", applicable),
    )  # fmt: skip


# -- elements ---------------------------------------------------------------------------------------------


def _tie(flavour: Flavour) -> str:
    first, second, third = own(flavour.name, "tie")
    lines: list[Condition] = ["tie_territory", first]
    if flavour.persons:
        lines += [
            "tie_control under extraterritorial.spatial or functional",
            f"{second} under extraterritorial.functional",
            all_of(second, third, under="extraterritorial.effects"),
        ]
    else:
        lines += [
            "tie_control under nexus_reach.control or jurisdiction",
            "tie_jurisdiction under nexus_reach.jurisdiction",
            all_of(second, third),
        ]
    lines += ["tie_transit under transit.same", _transit(flavour.name)]
    return element(f"{flavour.name}_tie", any_of(*lines))


def _transit(n: str) -> Condition:
    return all_of("tie_transit", "transit_feasible", f"{n}_knowledge", under="transit.known_and_feasible")


def _author(n: str) -> str:
    return element(
        f"{n}_author",
        any_of(
            "custom under author.any",
            "act_of_private under author.private_only",
            "act_of_other_state under author.state_only",
        ),
    )


def _right(n: str, random: Random) -> str:
    mine = list(own(n, "right"))
    random.shuffle(mine)
    lines: list[Condition] = ["sovereign_right under sovereignty.any_intrusion or effects", "functions_impaired"]
    lines += [*random.sample(_RIGHTS, 4), *mine[:4], all_of(mine[4], mine[5])]
    lines.append(all_of(mine[6], f"not {mine[7]}", under="kind_of_harm.any_kind or functional"))
    return element(f"{n}_right", any_of(*lines))


def _harm_of_rights(n: str) -> str:
    return element(
        f"{n}_wrong",
        any_of(
            f"{n}_right under underlying_act.contrary",
            all_of(f"{n}_right", "wrongful_if_own", under="underlying_act.hypothetical"),
            all_of(f"{n}_right", "act_of_other_state", under="underlying_act.wrongful"),
        ),
    )


def _threshold(flavour: Flavour) -> str:
    n = flavour.name
    first, second, third, fourth = own(n, "grave")
    lines: list[Condition] = [
        "custom under harm_threshold.none",
        any_of("serious", first, under="harm_threshold.serious"),
        any_of("significant_harm", "risk_of_harm", second, under="harm_threshold.significant"),
        all_of(third, fourth),
    ]
    if not flavour.harm:
        lines.append(all_of(f"{n}_kind", third))
    if not flavour.persons:
        lines.append(all_of("group_at_risk", f"{n}_exposed"))
    return element(f"{n}_threshold", any_of(*lines))


def _kind(flavour: Flavour, random: Random) -> str:
    n = flavour.name
    mine = list(own(n, "kind"))
    random.shuffle(mine)
    functional = any_of("lost_function", "service_disrupted", *mine[1:4], under="kind_of_harm.functional or any_kind")
    kinds = any_of(*random.sample(_EFFECTS, 3), *mine[4:6], under="kind_of_harm.any_kind")
    lines: list[Condition] = ["damage", mine[0], functional, kinds, all_of(mine[6], mine[7])]
    if not flavour.rights:
        lines.append(f"{n}_right under kind_of_harm.any_kind")
    return element(f"{n}_kind", all_of("felt_there", any_of(*lines)))


def _gravity(flavour: Flavour) -> str:
    n = flavour.name
    first, second, third, fourth = own(n, "grave")
    lines: list[Condition] = [
        any_of("significant_harm", "risk_of_harm", second, under="harm_level.significant"),
        any_of("serious", first, under="harm_level.serious"),
        all_of("group_at_risk", any_of(third, fourth)),
    ]
    if not flavour.persons:
        lines.append(all_of(third, f"{n}_exposed"))
    return element(f"{n}_gravity", any_of(*lines))


def _exposed(n: str) -> str:
    one, two, three, four = own(n, "exposed")
    return element(
        f"{n}_exposed",
        any_of(
            f"{one} under persons.everyone or residents or citizens",
            f"{two} under persons.everyone or residents",
            at_least(2, two, three, four, "group_at_risk"),
        ),
    )


def _knowledge(n: str) -> str:
    lines = any_of(
        f"{n}_actual under knowledge_standard.actual_only or constructive or risk_foreseeable",
        f"{n}_constructive under knowledge_standard.constructive or risk_foreseeable",
        "risk_foreseeable under knowledge_standard.risk_foreseeable",
        "notified under knowledge_standard.notified_only",
    )
    return element(f"{n}_knowledge", lines, burden="beneficiary")


def _actual(n: str) -> str:
    first, second = own(n, "known")
    return element(f"{n}_actual", any_of("actual_knowledge", "risk_known", first, second))


def _constructive(n: str) -> str:
    first, second, _ = own(n, "sign")
    return element(
        f"{n}_constructive",
        any_of(
            "ought_to_know",
            all_of(first, second),
            "inquiry_would_show under knowledge_effort.monitoring or reasonable_inquiry",
            "monitoring_would_show under knowledge_effort.monitoring",
        ),
    )


# -- duties -----------------------------------------------------------------------------------------------


def _duties(flavour: Flavour, services: Services) -> list[str]:
    n = flavour.name
    risk, stage, lead = own(n, "risk"), own(n, "stage"), own(n, "lead")
    known = f"{n}_knowledge"
    under_way = any_of("op_imminent", "op_continues", stage[0], "not act_came_about")
    screened = any_of(risk[0], all_of(risk[1], "not risk_screened"), "risk_confirmed", "agreed_to_consult")
    planned = all_of(f"{n}_tie", any_of("activity_run", risk[2], risk[3]))
    reach = any_of(
        "custom under prevention_reach.general", any_of("op_imminent", "op_recurs", under="prevention_reach.imminent")
    )
    duties = [
        _apparatus(flavour, services),
        _duty(flavour, "assess", "prevent", services, due=screened, applicable=planned, breached=_procedural("assess")),
        _duty(
            flavour, "prevent", "prevent", services, force=reach, due=all_of(known, "not act_came_about"),
            breached=_breach(flavour, "prevent"), liable=flavour.liable,
        ),
        _duty(flavour, "warn", "prevent", services, due=all_of(known, under_way), breached=_breach(flavour, "warn")),
        _duty(
            flavour, "halt", "halt", services, due=all_of(known, any_of("op_continues", all_of(stage[1], stage[2]))),
            breached=_breach(flavour, "halt"), liable=flavour.liable,
        ),
        _duty(
            flavour, "investigate", "redress", services, force=any_of("custom under redress_reach.in_duty"),
            due=all_of(known, any_of("act_came_about", lead[0])), breached="investigate omitted",
        ),
    ]  # fmt: skip
    return [*duties, _last(flavour, services)]


def _last(flavour: Flavour, services: Services) -> str:
    lead = own(flavour.name, "lead")
    if flavour.liable:
        due: Condition = any_of("prevent liable", "halt liable", all_of(lead[1], lead[2]))
        return _duty(flavour, "last", "redress", services, due=due, breached="last omitted")
    lines: list[Condition] = ["request_received", all_of(lead[1], "act_came_about"), lead[2]]
    if flavour.follows:
        lines.append(f"{flavour.follows} omitted")
    return _duty(flavour, "last", "redress", services, due=any_of(*lines), breached=_procedural("last"))


def _apparatus(flavour: Flavour, services: Services) -> str:
    force = any_of("custom under floor.conduct", "custom under floor.result")
    breached = any_of("not apparatus_efforts under floor.conduct", "not apparatus_enough under floor.result")
    return declaration(
        f"duty apparatus of {flavour.name}_duty", "To have the minimum.", cite(7), "phase prevent", "owed to nobody",
        clause("in force when", force), clause("applicable when", "custom"),
        clause("due when", f"{flavour.name}_duty in force"), _served(services[flavour.name, "apparatus"]),
        clause("breached when", breached),
    )  # fmt: skip


def _duty(
    flavour: Flavour,
    sort: str,
    phase: str,
    services: Services,
    *,
    due: Condition,
    breached: Condition,
    applicable: Condition | None = None,
    force: Condition | None = None,
    liable: bool = False,
) -> str:
    clauses: list[str] = [f"phase {phase}"]
    clauses += clause("in force when", force) if force is not None else []
    clauses += clause("applicable when", applicable) if applicable is not None else []
    clauses += clause("due when", due)
    clauses += _served(services[flavour.name, sort])
    clauses += clause("liable when", all_of(f"{sort} omitted", "harm_done")) if liable else []
    clauses += clause("breached when", breached)
    return declaration(f"duty {sort} of {flavour.name}_duty", f"To {sort}.", cite(len(sort)), clauses)


def _served(service: tuple[list[str], list[str]]) -> list[str]:
    must, some = service
    if not must:
        return clause("served by", any_of(*some))
    return clause("served by", all_of(*must, any_of(*some)))


def _procedural(sort: str) -> Condition:
    return all_of(f"{sort} omitted", "harm_done under procedural_breach.only_with_harm")


def _breach(flavour: Flavour, sort: str) -> Condition:
    issue, omitted = f"{flavour.name}_breach", f"{sort} omitted"
    grave = own(flavour.name, "grave")
    if flavour.liable and sort != "warn":
        redress = all_of(f"{sort} liable", "last breached", under=f"{issue}.not_compensated")
        return any_of(
            f"{omitted} under {issue}.omission", all_of(omitted, "harm_done", under=f"{issue}.with_harm"), redress
        )
    if flavour.liable:
        return _procedural(sort)
    lines: list[Condition] = [omitted, f"act_came_about under {issue}.materialised"]
    if flavour.name != "alpha":
        lines.append(f"{flavour.name}_right under {issue}.violation")
    if flavour.name == "epsilon":
        lines.append(any_of("serious", grave[0], under=f"{issue}.grave"))
    return all_of(*lines)


# -- exceptions and presumptions --------------------------------------------------------------------------


def _exceptions(flavour: Flavour) -> list[str]:
    n, to = flavour.name, f"{flavour.name}_duty"
    first, second, third = own(n, "ground")
    written = [
        _exception(f"{n}_own_act", to, "applicable", "act_of_bearer", footing='footing "the act is not its own"'),
        _exception(f"{n}_trifles", to, "applicable", "trivial"),
        _exception(f"{n}_forewarned", f"warn of {to}", "due", "notice_received"),
        _exception(f"{n}_own_ground", f"halt of {to}", "due", all_of(first, second)),
        _exception(f"{n}_other_ground", to, "wrongfulness", third),
    ]
    if flavour.rights:
        written.append(_exception(f"{n}_trivial_share", to, "applicable", _share(), footing="raised by share_trivial"))
    for ground in ("consented", "countermeasure", "self_defence", "force_majeure", "distress", "necessity"):
        written.append(_exception(f"{n}_{ground}", to, "wrongfulness", ground))
    return written


def _share() -> Condition:
    cumulative = all_of("share_trivial", "not serious_together", under="aggregation.cumulative")
    return any_of("share_trivial under aggregation.own_share", cumulative)


def _exception(name: str, to: str, defeats: str, when: Condition, footing: str = "") -> str:
    lines = [f"defeats {defeats}", *([footing] if footing else [])]
    return declaration(f"exception {name} to {to}", f"The exception {name}.", cite(5), lines, clause("when", when))


def _presumptions(n: str) -> list[str]:
    sign = own(n, "sign")[2]
    noticed = any_of(all_of(sign, some_affected("notice_received")), all_of(sign, "op_reported"))
    return [
        presumption(own(n, "known")[0], noticed),
        presumption(own(n, "right")[0], any_of("functions_impaired", all_of("service_disrupted", "op_many_targets"))),
        presumption(f"not {own(n, 'kind')[0]}", all_of("gathering_only", "not op_hired_service")),
    ]
