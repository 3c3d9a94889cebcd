import { actionTable, frameworkTable, isPossibleFrom, type Row } from './tables.js';

/** An event as far as the audit looks: the same from a fold and from the API. */
export interface Audited {
  readonly type: string;
  readonly actor: string;
  readonly data: {
    readonly reason?: string;
    readonly via?: {
      readonly transition: string;
      readonly from: string | null;
      readonly to: string;
      readonly label: string;
      readonly onBehalfOf?: string;
    };
    readonly state?: string;
    readonly owner?: string;
    readonly deputy?: string;
    readonly line?: string;
    readonly contentDigest?: string;
    readonly endorsedBy?: string | null;
  };
}

/**
 * What is wrong with an item's history, looked at by itself and without any of the rules: a step that its
 * table does not have, an approval by whoever asked, answered for it or put it forward, one person on two lines.
 */
export function faultsIn(events: readonly Audited[], item: 'action' | 'framework'): readonly string[] {
  const table: Readonly<Record<string, Row>> = item === 'action' ? actionTable : frameworkTable;
  const faults: string[] = [];
  let state = '';
  const parties = new Set<string>();
  let answering: readonly (string | undefined)[] = [];
  let askers = new Set<string>();
  const proposers = new Set<string>();
  let digest: string | undefined;
  const words = new Map<
    string,
    { readonly cleared: boolean; readonly persons: readonly string[]; readonly of: string }
  >();
  const keepApart = (persons: readonly string[], others: ReadonlySet<string>, what: string): void => {
    for (const one of persons) if (others.has(one)) faults.push(`${what} by ${one}`);
  };

  for (const { type, actor, data } of events) {
    const { via } = data;
    const persons = via?.onBehalfOf === undefined ? [actor] : [actor, via.onBehalfOf];
    if (via !== undefined) {
      const row = table[via.transition];
      const isBesides = type === 'EvidenceAttached' && via.transition !== 'attach-evidence';
      const leads = row?.to === undefined || row.to === 'origin' || row.to === via.to;
      if (row === undefined || !leads || via.from !== state || (!isBesides && !isPossibleFrom(row, state)))
        faults.push(`${via.transition} from ${String(via.from)} to ${via.to}, standing at ${state}`);
      state = via.to;
    }
    switch (type) {
      case 'ItemOpened':
        state = data.state ?? '';
        answering = [data.owner, data.deputy];
        for (const one of [data.owner, data.deputy]) if (one !== undefined) parties.add(one);
        break;
      case 'Assigned':
        answering = [data.owner, data.deputy];
        for (const one of [data.owner, data.deputy]) if (one !== undefined) parties.add(one);
        break;
      case 'DueExtensionRequested':
        for (const one of persons) askers.add(one);
        break;
      case 'DueExtended':
      case 'DueExtensionDeclined':
        if (askers.size === 0) faults.push(`${type} that nobody asked for`);
        keepApart(persons, askers, type);
        askers = new Set();
        break;
      case 'PrerequisiteRemoved':
        keepApart(persons, parties, type);
        break;
      case 'SignedOff':
      case 'Objected':
        keepApart(persons, proposers, type);
        for (const [line, word] of words)
          if (line !== data.line) keepApart(persons, new Set(word.persons), `${type} on two lines`);
        words.set(data.line ?? '', { cleared: type === 'SignedOff', persons, of: data.contentDigest ?? '' });
        break;
      case 'SignOffLapsed':
        words.delete(data.line ?? '');
        break;
      case 'Transitioned':
        if (via?.transition === 'reopen') keepApart(persons, parties, 'reopened');
        if (data.contentDigest !== undefined) {
          digest = data.contentDigest;
          for (const one of persons) proposers.add(one);
        }
        if (via?.transition === 'endorse')
          for (const line of ['entity', 'coordinator']) {
            const word = words.get(line);
            if (word?.cleared !== true || word.of !== digest) faults.push(`endorsed without ${line}`);
          }
        break;
    }
    if (via?.onBehalfOf !== undefined && answering.includes(via.onBehalfOf)) parties.add(actor);
  }
  return faults;
}
