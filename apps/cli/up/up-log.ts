import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';

const KEEP_BYTES = 20 * 1024 * 1024;
const WARNING = 40;

const entry = z.object({
  level: z.number(),
  msg: z.string().default(''),
  err: z.object({ message: z.string() }).partial().optional(),
});

/** One file with a JSON object a line for everything that runs; what people must see goes to the terminal too. */
export class UpLog {
  readonly file: string;
  private readonly stream: WriteStream;

  constructor(
    dataFolder: string,
    private readonly say: (line: string) => void,
  ) {
    this.file = join(dataFolder, 'logs', 'actum.log');
    mkdirSync(dirname(this.file), { recursive: true });
    setAside(this.file);
    this.stream = createWriteStream(this.file, { flags: 'a', mode: 0o600 });
  }

  /** Something the supervisor itself has to say. */
  note(level: 'info' | 'warn', message: string): void {
    const line = {
      level: level === 'warn' ? WARNING : 30,
      time: Date.now(),
      name: 'up',
      pid: process.pid,
      msg: message,
    };
    this.write(JSON.stringify(line));
    if (level === 'warn') this.say(message);
  }

  /** Takes over the lines of a process; a line that is no JSON, such as a crash report, is wrapped. */
  follow(name: string, output: Readable): void {
    createInterface({ input: output }).on('line', (line) => {
      const parsed = entry.safeParse(parseJson(line));
      if (!parsed.success) {
        this.write(JSON.stringify({ level: WARNING, time: Date.now(), name, msg: line }));
        if (line.trim() !== '') this.say(`${name}: ${line}`);
        return;
      }
      this.write(line);
      const { level, msg, err } = parsed.data;
      if (level >= WARNING) this.say(`${name}: ${[msg, err?.message].filter(Boolean).join(': ')}`);
    });
  }

  private write(line: string): void {
    // A process that is being stopped may still be heard after the file is closed.
    if (!this.stream.writableEnded) this.stream.write(`${line}\n`);
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.stream.end(resolve));
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Two files at most: the present one and the one before. */
function setAside(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > KEEP_BYTES) renameSync(file, `${file}.1`);
}
