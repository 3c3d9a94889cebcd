/** What `ApplicationModule` provides under a symbol, because its type is an interface or somebody else's class. */

/** The `ServerConfiguration` that this process was started with. */
export const CONFIGURATION = Symbol('configuration');
/** A `pg.Pool` of the application's role. */
export const POOL = Symbol('pool');
/** The `Ledger` that this process works on. */
export const LEDGER = Symbol('ledger');
/** The `ViewAccess` that queries read through: views of the replica, where there is one. */
export const VIEW_ACCESS = Symbol('view access');
/** The `ViewAccess` of whatever leads to a command, and of operators: never a replica's. */
export const PRIMARY_VIEW_ACCESS = Symbol('primary view access');
/** A `pg.Pool` on the replica, or null. */
export const REPLICA_POOL = Symbol('replica pool');
