import { judgeDue, parseEffectiveOn } from '#domain';
import type { Fault, Place } from './fault.js';
import { hint } from './hint.js';
import type { Known } from './known.js';

/** Collects what is wrong with a pack, each thing with its place. */
export class Report {
  readonly faults: Fault[] = [];

  constructor(readonly known: Known) {}

  add(place: Place, message: string): void {
    this.faults.push({ ...place, message });
  }

  /** An id, if there is one, must be among the known ones. */
  mustBe(what: string, id: string | undefined, among: readonly string[], place: Place): void {
    if (id !== undefined && !among.includes(id))
      this.add(place, `"${id}" is no ${what} here.${hint(id, among)}`);
  }

  due(
    { due, latest }: { readonly due?: string | undefined; readonly latest?: string | undefined },
    type: string,
    place: (...at: readonly string[]) => Place,
  ): void {
    const { types, faultyTypes, periods } = this.known;
    if (faultyTypes.includes(type)) return;
    const command = {
      ...(due === undefined ? {} : { due }),
      ...(latest === undefined ? {} : { dueLatest: latest }),
    };
    const { refusal } = judgeDue(command, types.get(type), { periods });
    if (refusal !== null) this.add(place(refusal.field === 'dueLatest' ? 'latest' : 'due'), refusal.message);
  }

  /** A day that has passed when the step is put on record. */
  effective(text: string | undefined, day: string | undefined, place: Place): void {
    const parsed = text === undefined ? null : parseEffectiveOn(text, { periods: this.known.periods });
    if (parsed?.ok === false) this.add(place, parsed.refusal.message);
    const latest = parsed?.ok === true ? parsed.effectiveOn.latest : null;
    if (latest !== null && day !== undefined && latest > day)
      this.add(place, `"${text}" has not passed on ${day}, when it is put on record.`);
  }

  unique(what: string, entries: readonly { readonly id: string; readonly place: Place }[]): void {
    const seen = new Map<string, Place>();
    for (const { id, place } of entries) {
      const first = seen.get(id);
      if (first !== undefined)
        this.add(
          place,
          `The ${what} "${id}" stands here a second time; first in ${first.file}:${first.line}.`,
        );
      else seen.set(id, place);
    }
  }

  /** Whoever puts this on record holds one of the roles. */
  holds(person: string, anyOf: readonly string[], what: string, place: Place): void {
    const held = this.known.roles.get(person);
    if (held === undefined || held.some((role) => anyOf.includes(role))) return;
    this.add(place, `"${person}" may not ${what}: that takes the role ${anyOf.join(' or ')}.`);
  }

  types(): readonly string[] {
    return [...this.known.types.keys(), ...this.known.faultyTypes];
  }

  parties(): readonly string[] {
    return [...this.known.people, ...this.known.bodies];
  }
}
