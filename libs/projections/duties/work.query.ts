import type { Actor } from '#domain';
import { readDefinitions } from '../catalogue/definitions.js';
import { directory } from '../directory/directory.projection.js';
import { reflect } from '../reflect/reflect.js';
import type { Vantage, ViewAccess } from '../reflect/view-access.js';
import { statusTable } from '../status-table/status-table.projection.js';
import { summarize } from '../status-table/summarize.js';
import { readCandidates } from './candidates.js';
import { Parties } from './parties.js';
import { reasonsOn } from './reasons.js';
import { turnsOf } from './turns.js';
import { waitsOf } from './waits.js';
import type { Work } from './work.answer.js';

/**
 * What a person owes, has to clear and to approve, and waits for. It is of now, on both axes: nobody owes
 * today what they owed yesterday, and what was to be done then stands in the items' histories. So it
 * reads the rows that stand now, by indexes that grow neither with the items of others nor with the
 * length of histories.
 * @param actor the person, with what they hold and stand in for on the ledger's today
 * @throws ViewBehind
 */
export async function readWork(
  access: ViewAccess,
  actor: Actor,
  { waitFor }: Pick<Vantage, 'waitFor'> = {},
): Promise<Work> {
  const reflected = await reflect(access, [statusTable, directory], { waitFor });
  const today = reflected.asOf;
  const definitions = await readDefinitions(access);
  const candidates = await readCandidates(access, actor, definitions, today);
  const turns = turnsOf(candidates, actor, definitions, today);
  const waits = waitsOf(candidates, actor, definitions);
  const parties = await Parties.read(access, actor.id, candidates, waits, today);
  const summary = (standing: (typeof candidates.mine)[number]) =>
    summarize(standing, definitions, parties.names, today);

  const owed = candidates.mine.map((standing) => ({
    ...summary(standing),
    reasons: reasonsOn(definitions.of(standing.facts.typeDigest), standing.facts, today),
  }));
  const toClear = turns.toClear.map(({ standing, line, contentDigest }) => ({
    ...summary(standing),
    line,
    contentDigest,
    finalizedBy: parties.partyOrNull(standing.facts.finalizedBy),
  }));
  const toApprove = turns.toApprove.map(({ standing, request: { due, by, reason } }) => ({
    ...summary(standing),
    request: { dueText: due.text, latest: due.latest, reason, by: parties.party(by) },
  }));
  const waitingFor = waits.map((wait) => ({
    kind: wait.kind,
    item: summary(wait.standing),
    waitsFor: wait.waitsFor,
    other: wait.kind === 'prerequisite' ? parties.other(wait.item, definitions, today) : null,
    line: wait.kind === 'clearance' ? wait.line : null,
    from: parties.whoseTurn(wait),
  }));
  return {
    ...reflected,
    person: actor.id,
    personName: parties.names.person(actor.id),
    counts: {
      owed: owed.length,
      overdue: owed.filter(({ overdue }) => overdue).length,
      toClear: toClear.length,
      toApprove: toApprove.length,
      waitingFor: waitingFor.length,
    },
    owed,
    toClear,
    toApprove,
    waitingFor,
  };
}
