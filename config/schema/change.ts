/** What a change of most keys of a service does. */
export const revision = "Gives the service a new revision.";
