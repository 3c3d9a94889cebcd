import { commandMeta } from './command-meta.js';

const idOf = (key: string, actor: string) => commandMeta({ key, ifMatch: undefined }, actor).commandId;

it('takes a random UUID as the command’s id, whoever sends it', () => {
  const key = '6C0E6C43-9F57-4A0E-8B1C-0D9A2F6F3F11';
  expect(idOf(key, 'ada')).toBe(key.toLowerCase());
  expect(idOf(key, 'bob')).toBe(key.toLowerCase());
});

it('makes an id of any other text together with its sender', () => {
  expect(idOf('monthly report', 'ada')).toBe(idOf('monthly report', 'ada'));
  expect(idOf('monthly report', 'ada')).not.toBe(idOf('monthly report', 'bob'));
});

it('lets nobody take the id that a reaction or a reminder is going to have', () => {
  const derived = '3d813cbb-47fb-5d32-a1df-8e2f0c5d9a10';
  expect(idOf(derived, 'ada')).not.toBe(derived);
  expect(idOf(derived, 'ada')).toBe(idOf(derived, 'ada'));
  expect(idOf(derived, 'ada')).not.toBe(idOf(derived, 'bob'));
});
