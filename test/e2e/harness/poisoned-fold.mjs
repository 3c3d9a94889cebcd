// Plants a bug in a process that imports this: its status table cannot fold a report of poison.
import { register } from 'node:module';

register('./poisoned-fold-hooks.mjs', import.meta.url);
