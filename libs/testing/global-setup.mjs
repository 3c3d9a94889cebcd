import { register } from 'node:module';

/** Starts what integration specs share; they find it in TEST_DATABASE_URL and REDIS_TEST_URL. */
export default async function globalSetup() {
  register('./typescript-hooks.mjs', import.meta.url);
  const { startTestServers } = await import('./test-servers.ts');
  globalThis.actumTestServers = await startTestServers();
}
