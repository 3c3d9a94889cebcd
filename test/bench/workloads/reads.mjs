import { timed } from '../drive.mjs';
import { say } from '../progress.mjs';

/** W4 to W6, and what an event takes on disk. */
export async function reads({ result: { rounds }, server, stores, floors, quick }) {
  if (rounds.length === 0) throw new Error('The part reads needs the part appends before it.');
  const limit = quick ? 10_000 : 100_000;
  const [actum] = stores;
  await server.analyze();
  for (const store of stores) {
    say(`${store.name}: loading, reading forward, a projection`);
    const stream = store.name === 'actum' ? 'item:thousand' : 'thousand';
    await store.fill(stream, 1000);
    for (const [index, round] of rounds.entries()) {
      const into = round.stores[store.name];
      into.w4 =
        20 /
        (
          await timed(async () => {
            for (let n = 0; n < 20; n++)
              if ((await store.load(stream)) !== 1000)
                throw new Error(`${store.name} loaded another number of events.`);
          })
        ).seconds;
      if (store.forward !== undefined) {
        const { seconds, result } = await timed(() => store.forward(store === actum ? limit : limit / 5));
        into.w5 = result / seconds;
        if (store === actum) {
          const floor = await timed(() => floors.cursor('bench', limit));
          round.stores['pg cursor by hand'] = { w5: floor.result / floor.seconds };
        }
      }
      if (store.project !== undefined) {
        const { seconds, result } = await timed(() => store.project(index + 1, quick ? 1000 : 5000));
        into.w6 = result / seconds;
        if (store === actum) {
          const floor = await timed(() => floors.setBased('bench', `bench_by_hand_${index}`));
          round.stores['set-based SQL by hand'] = { w6: floor.result / floor.seconds };
          await live(round, store, floors, index);
        }
      }
      if (store.size !== undefined) {
        const { bytes, events } = await store.size();
        into.bytes = bytes / events;
      }
    }
  }
  const { bytes, events } = await floors.size();
  for (const round of rounds) round.stores.pgbench.bytes = bytes / events;
}

/** The same two while 16 writers go on: how fast a view comes up from the beginning. */
async function live(round, actum, floors, index) {
  const beside = async (work) => {
    let going = true;
    const writers = Promise.all(
      Array.from({ length: 16 }, async () => {
        while (going) await actum.one(0, 0);
      }),
    );
    const { seconds, result } = await timed(work);
    going = false;
    await writers;
    return result / seconds;
  };
  round.live = await beside(() => actum.project(100 + index));
  round.liveByHand = await beside(() => floors.setBased('bench', `bench_by_hand_live_${index}`));
}
