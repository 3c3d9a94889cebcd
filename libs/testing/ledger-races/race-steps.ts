import fc from 'fast-check';

/** Which stream, told so that shrinking makes it simpler: everybody's, one's own, or one that nobody wrote yet. */
export type StreamPick = 'hot' | 'warm' | 'plan' | 'own' | 'new';

/** How what a client believes of a stream's version stands to what it is. */
export type Sight = 'fresh' | 'stale' | 'behind' | 'ahead';

export interface Write {
  readonly stream: StreamPick;
  readonly events: number;
}

/** What a client does, one after the other; what it is done to depends on who else is at it. */
export type RaceStep =
  | {
      readonly kind: 'append';
      readonly writes: readonly Write[];
      readonly reads: readonly StreamPick[];
      readonly sight: Sight;
    }
  /** Several on one stream without waiting for answers, each on what the one before it leaves. */
  | {
      readonly kind: 'burst';
      readonly stream: StreamPick;
      readonly length: number;
      readonly sight: Sight;
      /** Each names the one before it as what it rests on. */
      readonly rests: boolean;
      /** One that can never be appended goes along after so many. */
      readonly guiltyAfter: number | null;
    }
  /** A command that somebody sent in this race is sent again, whatever became of it. */
  | { readonly kind: 'again'; readonly of: number; readonly content: 'same' | 'other' }
  /** Two under one id, at the same moment. */
  | {
      readonly kind: 'twins';
      readonly stream: StreamPick;
      readonly content: 'same' | 'other';
      readonly through: 'one process' | 'two processes';
    }
  | { readonly kind: 'guilty'; readonly how: 'name' | 'text' }
  /** Some connection is ended by the server, in whatever it is doing. */
  | { readonly kind: 'kill' };

/** One list of steps a client. */
export type Script = readonly (readonly RaceStep[])[];

const stream = fc.constantFrom<StreamPick[]>('hot', 'warm', 'plan', 'own', 'new');
const sight = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Sight>('fresh') },
  { weight: 3, arbitrary: fc.constantFrom<Sight[]>('stale', 'behind', 'ahead') },
);
const content = fc.constantFrom<('same' | 'other')[]>('same', 'other');
const kind = <Kind extends RaceStep['kind']>(name: Kind) => fc.constant(name);

const append = fc.record({
  kind: kind('append'),
  writes: fc.uniqueArray(fc.record({ stream, events: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: 3,
    selector: (write) => write.stream,
  }),
  reads: fc.uniqueArray(stream, { maxLength: 2 }),
  sight,
});
const burst = fc.record({
  kind: kind('burst'),
  stream,
  length: fc.integer({ min: 2, max: 6 }),
  sight,
  rests: fc.boolean(),
  guiltyAfter: fc.option(fc.integer({ min: 0, max: 5 }), { freq: 3 }),
});
const again = fc.record({ kind: kind('again'), of: fc.nat({ max: 30 }), content });
const twins = fc.record({
  kind: kind('twins'),
  stream,
  content,
  through: fc.constantFrom<('one process' | 'two processes')[]>('one process', 'two processes'),
});
const guilty = fc.record({ kind: kind('guilty'), how: fc.constantFrom<('name' | 'text')[]>('name', 'text') });
const kill = fc.record({ kind: kind('kill') });

const step: fc.Arbitrary<RaceStep> = fc.oneof(
  { weight: 8, arbitrary: append },
  { weight: 4, arbitrary: burst },
  { weight: 3, arbitrary: again },
  { weight: 2, arbitrary: twins },
  { weight: 1, arbitrary: guilty },
  { weight: 1, arbitrary: kill },
);

export const someRace: fc.Arbitrary<Script> = fc.array(fc.array(step, { minLength: 1, maxLength: 10 }), {
  minLength: 2,
  maxLength: 6,
});
