import { drive, median, quantile } from '../drive.mjs';
import { startBareServer, startProgram } from '../http.mjs';
import { say } from '../progress.mjs';

/** An api and a worker: commands a second from JSON to answer, and W7, how soon a command is seen. */
export async function wholeProgram({ result, server, keyFile, floors, stores, quick, rounds: count }) {
  const seconds = quick ? 1 : 2;
  say('the whole program: api and worker');
  const program = await startProgram(server, keyFile);
  const bare = await startBareServer();
  try {
    await program.commands(seconds);
    const rounds = [];
    for (let n = 1; n <= count; n++) {
      const commands = await program.commands(seconds + 1);
      const peers = {};
      for (const peer of stores.filter(({ name }) => name !== 'actum'))
        peers[peer.name] = (await drive(64, seconds, peer.one)).perSecond;
      rounds.push({ commands, peers, bare: await bare.commands(seconds) });
    }
    const commands = median(rounds.map((one) => one.commands));
    await program.visible(commands / 2, 1);
    const visible = await program.visible(commands / 2, seconds * 3);
    const [commit] = await Promise.all([
      floors.commits(Math.min(commands / 2, 500), seconds * 3),
      program.visible(commands / 2, seconds * 3),
    ]);
    const spread = (times) => ({ median: quantile(times, 0.5), p99: quantile(times, 0.99) });
    const bareCommands = median(rounds.map((one) => one.bare));
    result.http = { commands, bare: bareCommands, rounds, visible: spread(visible), commit: spread(commit) };
  } finally {
    await bare.stop();
    await program.stop();
  }
}
