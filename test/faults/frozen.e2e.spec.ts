import { RunningApi } from '../e2e/harness/running-api.js';

/** A process that is stopped with SIGSTOP is not dead: its connections stay, and whatever it holds with them. */
describe('a frozen process', () => {
  let running: RunningApi;

  beforeAll(async () => {
    running = await RunningApi.start({ pack: 'packs/un-reform' });
  }, 240_000);

  afterAll(async () => {
    running.thaw('worker');
    await running.stop();
  });

  it('gives up its lead: the other worker takes over within ten seconds, and appends go on at once', async () => {
    const token = await running.http.signIn('focal-2');
    const report = async (text: string) => {
      const began = performance.now();
      const answer = await running.http.call(
        'POST',
        '/v1/items/2/transitions/report-progress',
        { fields: { text } },
        { token },
      );
      expect(answer).toMatchObject({ status: 200 });
      return {
        position: Number((answer.body as { position: number }).position),
        ms: performance.now() - began,
      };
    };
    const visible = async (position: number) => {
      const began = performance.now();
      for (;;) {
        const answer = await running.http.call('GET', `/v1/items/2?waitFor=${position}`, undefined, {
          token,
        });
        if (answer.status === 200) return performance.now() - began;
      }
    };
    await visible((await report('Before')).position);
    await running.runAnother('worker');
    running.freeze('worker');
    const frozen = await report('While the leader is frozen');
    expect(frozen.ms).toBeLessThan(3_000);
    expect(await visible(frozen.position)).toBeLessThan(15_000);
    // Thawed, it finds its lead gone and does no harm.
    running.thaw('worker');
    const after = await report('After');
    expect(await visible(after.position)).toBeLessThan(15_000);
  }, 120_000);
});
