import { windowBound } from '../lifecycle/window-bound.js';
import { nearest } from '../nearest.js';
import { either, quoted } from '../sentence.js';
import type { Finding } from './finding.js';
import { checkSignOffs } from './sign-off-checks.js';
import { fieldsOfAct, type WrittenType } from './type-schema.js';
import type { YamlPath } from './yaml-source.js';

/** What a schema cannot say: names that lead nowhere, states that nothing leads to or out of. */
export function checkType(type: WrittenType): readonly Finding[] {
  return [
    ...checkNames(type),
    ...checkReach(type),
    ...checkWaysOut(type),
    ...checkTransitions(type),
    ...checkSignOffs(type),
    ...checkPrint(type),
    ...checkRungs(type),
    ...checkMigration(type),
  ];
}

const fromOf = (type: WrittenType, from: 'any' | readonly string[]): readonly string[] =>
  from === 'any' ? Object.keys(type.states) : from;

function checkNames(type: WrittenType): readonly Finding[] {
  const states = Object.keys(type.states);
  const known = (id: string, path: YamlPath, besides: readonly string[] = []): readonly Finding[] => {
    if (states.includes(id) || besides.includes(id)) return [];
    const near = nearest(id, [...states, ...besides]);
    const hint = near === null ? '' : ` Did you mean ${quoted(near)}?`;
    return [{ path, message: `There is no state ${quoted(id)}.${hint}` }];
  };
  return [
    ...known(type.opens.state, ['opens', 'state']),
    ...Object.entries(type.transitions).flatMap(([name, { from, to }]) => [
      ...fromOf(type, from).flatMap((id, index) => known(id, ['transitions', name, 'from', index])),
      ...known(to, ['transitions', name, 'to'], ['same', 'origin']),
    ]),
  ];
}

/** Where a transition may lead from a state; `origin` leads back to somewhere that was reached already. */
function leadsTo(type: WrittenType, state: string): readonly string[] {
  return Object.values(type.transitions)
    .filter(({ from, to }) => to !== 'same' && fromOf(type, from).includes(state))
    .map(({ to }) => to);
}

function checkReach(type: WrittenType): readonly Finding[] {
  const reached = new Set([type.opens.state]);
  for (const state of reached) for (const next of leadsTo(type, state)) reached.add(next);
  return Object.keys(type.states)
    .filter((state) => !reached.has(state))
    .map((key) => ({ path: ['states'], key, message: `No transition leads to the state ${quoted(key)}.` }));
}

function checkWaysOut(type: WrittenType): readonly Finding[] {
  return Object.entries(type.states)
    .filter(([id, { final }]) => final !== true && leadsTo(type, id).every((to) => to === id))
    .map(([key]) => ({
      path: ['states'],
      key,
      message: `No transition leads out of ${quoted(key)}; mark it “final: true” if it is meant to end there.`,
    }));
}

function checkTransitions(type: WrittenType): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [name, transition] of Object.entries(type.transitions)) {
    const { act, byReaction, guards, predecessor, fixesContent, endorsement, lapsesSignOffs } = transition;
    const say = (key: string, message: string): void => {
      findings.push({ path: ['transitions', name], key, message });
    };
    const isChange = act === 'prerequisite-met' || act === 'prerequisite-unmet';
    if (isChange && byReaction !== true)
      say('act', `The act ${quoted(act)} is for reactions: it takes “byReaction: true”.`);
    if (act !== 'transition' && (fixesContent ?? endorsement ?? lapsesSignOffs) !== undefined)
      say('act', 'To fix the text, endorse, or let clearances lapse takes the act “transition”.');
    if (endorsement === 'given' && !guards.some(({ kind }) => kind === 'decided-by'))
      say('endorsement', 'An endorsement takes the guard “decided-by”.');
    if (predecessor !== undefined && !Object.hasOwn(type.transitions, predecessor))
      say('predecessor', `There is no transition ${quoted(predecessor)}.`);
    guards.forEach((guard, index) => {
      if (guard.kind === 'lineage' && act !== 'link-lineage') {
        const message = `The guard “lineage” judges what the act “link-lineage” names, and ${quoted(act)} names none.`;
        findings.push({ path: ['transitions', name, 'guards', index], message });
      }
      if (guard.kind === 'window')
        findings.push(...checkWindow(guard, ['transitions', name, 'guards', index]));
      if (guard.kind !== 'fields') return;
      const twice = [...guard.required, ...(guard.optional ?? [])].filter((field) =>
        fieldsOfAct(act).includes(field),
      );
      if (twice.length === 0) return;
      const message = `The act ${quoted(act)} takes ${either(twice.map(quoted), 'and')} already.`;
      findings.push({ path: ['transitions', name, 'guards', index], message });
    });
  }
  return findings;
}

/** Two ends of the same kind, of which the first comes first. */
function checkWindow(
  { from, until }: { readonly from?: string | undefined; readonly until?: string | undefined },
  path: YamlPath,
): readonly Finding[] {
  const [first, last] = [windowBound(from ?? ''), windowBound(until ?? '')];
  if (first === null || last === null) return [];
  const isReversed =
    'day' in first
      ? 'day' in last && first.day > last.day
      : 'fromDue' in last && first.fromDue > last.fromDue;
  return isReversed ? [{ path, message: `The window ends (${until}) before it begins (${from}).` }] : [];
}

function checkPrint({ states, print }: WrittenType): readonly Finding[] {
  const missing = Object.keys(states).filter((state) => !Object.hasOwn(print, state));
  const unknown = Object.keys(print).filter((state) => !Object.hasOwn(states, state));
  const texts = Object.entries(print).flatMap(([state, rule]) =>
    textsIn(rule).map((text) => ({ state, text })),
  );
  return [
    ...missing.map((state) => ({ path: ['print'], message: `It does not say how ${quoted(state)} prints.` })),
    ...unknown.map((key) => ({ path: ['print'], key, message: `There is no state ${quoted(key)}.` })),
    ...texts.flatMap(({ state, text }) =>
      [...text.matchAll(/\{[^}]*\}/g)]
        .filter(([name]) => name !== '{start}' && name !== '{phrase}')
        .map(([name]) => ({
          path: ['print', state],
          message: `${quoted(name)} stands for nothing; “{start}” and “{phrase}” do.`,
        })),
    ),
  ];
}

const textsIn = (rule: WrittenType['print'][string]): readonly string[] => {
  if (rule === null) return [];
  return typeof rule === 'string' ? [rule] : rule.flatMap(({ text, unmet }) => [text, unmet ?? '']);
};

function checkRungs({ reminders }: WrittenType): readonly Finding[] {
  const rungs = reminders?.rungs ?? [];
  return rungs.flatMap(({ id }, index) =>
    rungs.findIndex((other) => other.id === id) < index
      ? [{ path: ['reminders', 'rungs', index, 'id'], message: `The rung ${quoted(id)} stands there twice.` }]
      : [],
  );
}

/** A state that items come to is one of this version. */
function checkMigration({ states, migrates }: WrittenType): readonly Finding[] {
  return Object.entries(migrates?.states ?? {}).flatMap(([from, to]) => {
    if (Object.hasOwn(states, to)) return [];
    const near = nearest(to, Object.keys(states));
    const hint = near === null ? '' : ` Did you mean ${quoted(near)}?`;
    return [{ path: ['migrates', 'states', from], message: `There is no state ${quoted(to)}.${hint}` }];
  });
}
