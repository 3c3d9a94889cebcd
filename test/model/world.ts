import { ActionItemModel } from './action-item.model.js';
import type { World } from './ask.command.js';
import { DirectoryModel } from './directory.model.js';
import { FrameworkModel } from './framework.model.js';

/** Two items just opened, among people as they are. */
export function newWorld(directory = new DirectoryModel()): World {
  const framework = new FrameworkModel(directory);
  const beside = { framework };
  const world = { directory, framework, action: new ActionItemModel(directory, beside) };
  beside.framework = framework;
  return Object.assign(beside, world);
}
