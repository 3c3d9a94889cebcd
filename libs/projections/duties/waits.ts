import { type Actor, blockedBy, type ItemState, openLines, stepsFrom } from '#domain';
import type { Definitions } from '../catalogue/definitions.js';
import type { Standing } from '../status-table/segments.js';
import type { Candidates } from './candidates.js';

/** Something of one's own that waits for others. */
export type Wait = { readonly standing: Standing; readonly waitsFor: string } & (
  | { readonly kind: 'prerequisite'; readonly item: string }
  /** Approvers of these bodies, or of everything, other than whoever asked. */
  | { readonly kind: 'approval'; readonly bodies: readonly (string | null)[]; readonly asker: string }
  | { readonly kind: 'clearance'; readonly line: string; readonly finalizer: string | null }
);

/** What a person's items, requests and texts wait for. */
export function waitsOf(candidates: Candidates, actor: Actor, definitions: Definitions): readonly Wait[] {
  const { mine, asking, toBeCleared, planBodies } = candidates;
  const own = new Set(mine.map(({ facts }) => facts.item));
  const answersFor = ({ item }: ItemState) => own.has(item);
  return [
    ...mine.flatMap((standing) => prerequisitesOf(standing, definitions)),
    ...asking.flatMap((standing): readonly Wait[] => {
      const { extensionRequest: request, plan, body } = standing.facts;
      if (request === null || (request.by !== actor.id && !answersFor(standing.facts))) return [];
      const bodies = [plan === null ? null : (planBodies.get(plan) ?? null), body];
      const waitsFor = `approval of the later due date “${request.due.text}”`;
      return [{ kind: 'approval', standing, waitsFor, bodies, asker: request.by }];
    }),
    ...toBeCleared.flatMap((standing): readonly Wait[] => {
      const { facts } = standing;
      const concerns = facts.finalizedBy === actor.id || answersFor(facts);
      const definition = definitions.of(facts.typeDigest);
      const clearable = stepsFrom(definition, facts, 'clear').length > 0;
      if (!concerns || !clearable || facts.contentDigest === null) return [];
      return openLines(definition, facts).map((line) => ({
        kind: 'clearance',
        standing,
        waitsFor: `clearance on the line ${line}`,
        line,
        finalizer: facts.finalizedBy,
      }));
    }),
  ];
}

function prerequisitesOf(standing: Standing, definitions: Definitions): readonly Wait[] {
  const { facts } = standing;
  const blocking = blockedBy(definitions.of(facts.typeDigest), facts);
  return facts.prerequisites
    .filter(({ item }) => blocking.includes(item))
    .map(({ item, phrase }) => ({ kind: 'prerequisite', standing, item, waitsFor: phrase }));
}
