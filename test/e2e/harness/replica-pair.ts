import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, freePort, migrate, startEmbeddedPostgres } from '#database';

const SETTINGS = { max_connections: '60' };

/** A primary, migrated, and a streaming replica of it: two servers of a spec's own. */
export class ReplicaPair {
  private constructor(
    private readonly folder: string,
    readonly primary: EmbeddedPostgres,
    private standing: EmbeddedPostgres,
  ) {}

  /** The replica is a copy of the stopped primary's files, which then follows the primary's log. */
  static async start(): Promise<ReplicaPair> {
    const folder = mkdtempSync(join(tmpdir(), 'actum-replica-'));
    // Where we are root the servers run as another user, who has to get through.
    chmodSync(folder, 0o711);
    const [original, copy] = [join(folder, 'primary'), join(folder, 'replica')];
    const first = await startEmbeddedPostgres({ folder: original, settings: SETTINGS });
    await migrate(first.migrationUrl, new URL(first.url).username);
    await first.stop();
    execFileSync('cp', ['-a', original, copy]);
    writeFileSync(join(copy, 'postgres', 'standby.signal'), '');
    const primary = await startEmbeddedPostgres({ folder: original, settings: SETTINGS });
    return new ReplicaPair(folder, primary, await startReplica(copy, primary, await freePort()));
  }

  get replica(): EmbeddedPostgres {
    return this.standing;
  }

  /** Stops the replica, does something, and starts it again where it was. */
  async withoutReplica(act: () => Promise<void>): Promise<void> {
    const { port } = this.standing;
    await this.standing.stop();
    try {
      await act();
    } finally {
      this.standing = await startReplica(join(this.folder, 'replica'), this.primary, port);
    }
  }

  async stop(): Promise<void> {
    await this.standing.stop();
    await this.primary.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function startReplica(folder: string, primary: EmbeddedPostgres, port: number): Promise<EmbeddedPostgres> {
  const { hostname, port: from, username, password } = new URL(primary.superuserUrl);
  const primary_conninfo = `host=${hostname} port=${from} user=${username} password=${password}`;
  return startEmbeddedPostgres({ folder, port, settings: { ...SETTINGS, primary_conninfo } });
}
