/** What `ApplicationModule` provides under a symbol, because its type is an interface or somebody else's class. */

/** The `ServerConfiguration` that this process was started with. */
export const CONFIGURATION = Symbol('configuration');
/** A `pg.Pool` of the application's role. */
export const POOL = Symbol('pool');
/** The `Ledger` that this process works on. */
export const LEDGER = Symbol('ledger');
/** The `ViewAccess` that queries read through. */
export const VIEW_ACCESS = Symbol('view access');
