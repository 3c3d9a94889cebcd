import type { Appended, AppendRequest, AppendVerdict } from '#ledger';

/** A ledger as a command finds it: what anybody may know of it, and nothing of how it is kept. */
export interface ModelLedger {
  /** How many commands were accepted. */
  readonly commands: number;
  readonly position: number;
  readonly versions: ReadonlyMap<string, number>;
  readonly accepted: ReadonlyMap<string, Accepted>;
}

export interface Accepted {
  readonly request: AppendRequest;
  readonly appended: Omit<Appended, 'recordedAt'>;
}

export const emptyLedger: ModelLedger = {
  commands: 0,
  position: 0,
  versions: new Map(),
  accepted: new Map(),
};

type Conflict = Extract<AppendVerdict, { verdict: 'conflict' }>['conflicts'][number];

export type Judgement =
  | { readonly verdict: 'appended'; readonly after: ModelLedger; readonly appended: Accepted['appended'] }
  | { readonly verdict: 'repeated'; readonly appended: Accepted['appended'] }
  | { readonly verdict: 'command-id-reused' }
  | { readonly verdict: 'conflict'; readonly conflicts: readonly Conflict[] };

/** What a ledger does with a command when it is alone. */
export function judge(ledger: ModelLedger, request: AppendRequest): Judgement {
  const before = ledger.accepted.get(request.commandId);
  if (before !== undefined)
    return before.request.requestDigest.equals(request.requestDigest)
      ? { verdict: 'repeated', appended: before.appended }
      : { verdict: 'command-id-reused' };
  const looks = [
    ...request.writes.map(({ stream, expectedVersion }) => ({ stream, expected: expectedVersion })),
    ...request.reads.map(({ stream, version }) => ({ stream, expected: version })),
  ];
  const conflicts = looks
    .map((look) => ({ ...look, actual: ledger.versions.get(look.stream) ?? 0 }))
    .filter(({ expected, actual }) => expected !== actual);
  if (conflicts.length > 0) return { verdict: 'conflict', conflicts };
  return accept(ledger, request);
}

function accept(ledger: ModelLedger, request: AppendRequest): Judgement {
  const versions = new Map(ledger.versions);
  let position = ledger.position;
  const events = request.writes.flatMap(({ stream, events }) =>
    events.map(({ type }) => {
      const version = (versions.get(stream) ?? 0) + 1;
      versions.set(stream, version);
      position += 1;
      return { stream, version, position, type };
    }),
  );
  const appended = {
    commandId: request.commandId,
    firstPosition: ledger.position + 1,
    lastPosition: position,
    events,
  };
  const accepted = new Map(ledger.accepted).set(request.commandId, { request, appended });
  const after = { commands: ledger.commands + 1, position, versions, accepted };
  return { verdict: 'appended', appended, after };
}
