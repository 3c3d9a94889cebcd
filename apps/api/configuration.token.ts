/** The `ServerConfiguration` that this process was started with. */
export const CONFIGURATION = Symbol('configuration');
