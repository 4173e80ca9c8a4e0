import { names } from "./names";
import { accepts, refuses } from "./table.fixture";

refuses(names, [
  {
    name: "a connector whose hyphens make it too long",
    change: (file) => {
      file["holdfast:network"].connector.name = "staging-vpc-connector";
    },
    at: ["network.connector.name"],
    says: "23 characters long, where each hyphen counts twice",
  },
  {
    name: "a connector whose name follows from a long stack name",
    stack: "staging-for-reviews",
    change: () => undefined,
    at: ["network.connector.name"],
    says: '"staging-for-reviews-egress"',
  },
  {
    name: "a database whose name is too long together with the project",
    change: (file) => {
      file["holdfast:postgres"]["main-db"].name = "d".repeat(85);
    },
    at: ["postgres.main-db.name"],
    says: '99 characters long, counting "netra-staging:"',
  },
  {
    name: "a cache with more than 41 characters",
    change: (file) => {
      file["holdfast:redis"].sessions.name = "c".repeat(42);
    },
    at: ["redis.sessions.name"],
    says: "2 to 41",
  },
  {
    name: "a name that ends with a hyphen",
    change: (file) => {
      file["holdfast:redis"].sessions.name = "sessions-";
    },
    at: ["redis.sessions.name"],
  },
  {
    name: "a service too long for Cloud Run",
    change: (file) => {
      file["holdfast:services"]["a".repeat(50)] = file["holdfast:services"].auth;
    },
    at: [`services.${"a".repeat(50)}`],
    says: "2 to 49 characters",
  },
  {
    name: "two databases with one name",
    change: (file) => {
      const databases = file["holdfast:postgres"];
      databases.reports = { ...databases["main-db"], name: "staging-main-db" };
    },
    at: ["postgres.reports.name"],
    says: "the name of main-db already",
  },
  {
    name: "a stack whose name cannot begin a name in Google Cloud",
    stack: "Staging_1",
    change: (file) => {
      file["holdfast:network"].connector.name = "connector";
      file["holdfast:postgres"]["main-db"].name = "main";
      file["holdfast:redis"].sessions.name = "sessions";
    },
    at: ["stack"],
    says: '"Staging_1"',
  },
]);

accepts(names, [
  {
    name: "a connector of exactly 20 characters with each hyphen counted twice",
    change: (file) => {
      file["holdfast:network"].connector.name = "staging-vpc-connec";
    },
  },
  {
    name: "a database of exactly 98 characters with its project",
    change: (file) => {
      file["holdfast:postgres"]["main-db"].name = "d".repeat(84);
    },
  },
  {
    name: "a cache of exactly 41 characters",
    change: (file) => {
      file["holdfast:redis"].sessions.name = "c".repeat(41);
    },
  },
  {
    name: "a service of exactly 49 characters, beside one that differs in the last",
    change: (file) => {
      file["holdfast:services"]["a".repeat(49)] = file["holdfast:services"].auth;
      file["holdfast:services"][`${"a".repeat(48)}b`] = file["holdfast:services"].auth;
    },
  },
  {
    name: "a service of 2 characters",
    change: (file) => {
      file["holdfast:services"].ui = file["holdfast:services"].auth;
    },
  },
  {
    name: "a cache and a database with one name",
    change: (file) => {
      file["holdfast:redis"].sessions.name = "staging-main-db";
    },
  },
  { name: "a stack of two words", stack: "prod-eu", change: () => undefined },
]);
