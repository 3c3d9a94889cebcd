// Plants a bug in a process that imports this: whoever takes a rebuild up begins it anew.
import { register } from 'node:module';

register('./restarting-rebuild-hooks.mjs', import.meta.url);
