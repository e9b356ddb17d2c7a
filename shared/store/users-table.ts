/*
 * Table `users`
 *   PK organization id
 *   RK `service-account!{id}`: one service account with its keys' states (never a key)
 *   RK `service-account-name!{name}`: its id, so that names are unique
 *   RK `person!{subject}`: one person who came with a token
 * A request reads one of them by its key; the lists of users and of service accounts read the ranges.
 */
export const usersTable = 'users';
