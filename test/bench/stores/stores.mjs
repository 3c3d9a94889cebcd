import { openActum } from './actum.mjs';
import { openCastore } from './castore.mjs';
import { openEmmett } from './emmett.mjs';
import { openEvtstore } from './evtstore.mjs';
import { openMessageDb } from './message-db.mjs';

/** Ours first; every one with its name and version, and how it was set up. */
export async function openStores(server, keys, withPeers) {
  const actum = await openActum(server, keys, 'bench');
  if (!withPeers) return [actum];
  const peers = [openCastore, openMessageDb, openEvtstore, openEmmett];
  return [actum, ...(await Promise.all(peers.map((open) => open(server))))];
}
