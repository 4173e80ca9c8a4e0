import type { PolicyCase } from "../../testing/policy-case";
import { database, job } from "../program.fixture";

export default {
  resources: [database(), job({ command: ["pg_dump", "--file=/backup/db.sql"] })],
  findings: [],
} satisfies PolicyCase;
