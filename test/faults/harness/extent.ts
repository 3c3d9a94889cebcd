/** How much goes wrong: `npm test` takes what fits in two minutes, `npm run test:long` a great deal more. */
const long = process.env.FAULTS_LONG !== undefined;

export const extent = {
  /** Connections cut among racing writers. */
  cuts: long ? 600 : 80,
  /** Processes killed with SIGKILL while people work. */
  kills: long ? 60 : 12,
  /** Consumers killed with SIGKILL. */
  consumerKills: long ? 40 : 4,
  /** Times that an api is frozen. */
  freezes: long ? 30 : 4,
  /** Times that a worker is frozen, each of which takes a lease to get over. */
  workerFreezes: long ? 10 : 2,
} as const;
