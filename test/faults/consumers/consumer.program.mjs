import { register } from 'node:module';

// A process of a spec's own runs the sources as they are, so that it can be killed for real.
register('../../../libs/testing/typescript-hooks.mjs', import.meta.url);
const { consume } = await import('./consumer.process.ts');
await consume(JSON.parse(process.argv[2]));
