/** The days of the week in the words of Google's APIs, in the order in which Cloud SQL numbers them from 1. */
export const weekdays = [
  "MONDAY",
  "TUESDAY",
  "WEDNESDAY",
  "THURSDAY",
  "FRIDAY",
  "SATURDAY",
  "SUNDAY",
] as const;
