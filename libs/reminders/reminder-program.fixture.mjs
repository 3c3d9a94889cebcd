import { register } from 'node:module';

// A process of a spec's own runs the sources as they are, so that it can be killed for real.
register('../testing/typescript-hooks.mjs', import.meta.url);
await import('reflect-metadata');
const { runReminders } = await import('./reminder-process.fixture.ts');
await runReminders(JSON.parse(process.argv[2]), new AbortController().signal);
