export default async function globalTeardown() {
  await globalThis.actumTestServers?.stop();
}
