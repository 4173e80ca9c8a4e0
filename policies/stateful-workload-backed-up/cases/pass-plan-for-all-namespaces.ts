import type { PolicyCase } from "../../testing/policy-case";
import { database, plan } from "../program.fixture";

export default { resources: [plan(), database()], findings: [] } satisfies PolicyCase;
