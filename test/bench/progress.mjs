export const say = (text) => console.log(`${new Date().toISOString().slice(11, 19)} ${text}`);

/** Says how far something long is, and how much longer it takes, every ten seconds at most. */
export function progressOf(what, from, to) {
  const began = performance.now();
  let said = began;
  return (reached) => {
    const now = performance.now();
    if (now - said < 10_000) return;
    said = now;
    const perSecond = (reached - from) / ((now - began) / 1000);
    const figures = `${count(reached)} of ${count(to)}, ${count(perSecond)}/s`;
    say(`${what}: ${figures}, ${duration((to - reached) / perSecond)} left`);
  };
}

export const count = (value) => Math.round(value).toLocaleString('en');

const duration = (seconds) =>
  seconds < 90 ? `${Math.ceil(seconds)} seconds` : `${Math.round(seconds / 60)} minutes`;
