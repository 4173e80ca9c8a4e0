/** One resource of an exported state, as far as tests read it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly custom: boolean;
  readonly protect?: boolean;
  readonly dependencies?: readonly string[];
  /** The provider's URN and id, with colons between. */
  readonly provider?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** The exported state of a stack. */
export class StackState {
  readonly resources: readonly StateResource[];
  private readonly byUrn: ReadonlyMap<string, StateResource>;

  /** @param text What `pulumi stack export` writes. */
  constructor(private readonly text: string) {
    this.resources = JSON.parse(text).deployment.resources ?? [];
    this.byUrn = new Map(this.resources.map((resource) => [resource.urn, resource]));
  }

  /** Whether a text stands anywhere in the state. */
  contains(text: string): boolean {
    return this.text.includes(text);
  }

  /** The resource of a type and a logical name. */
  one(type: string, name: string): StateResource {
    const found = this.resources.find(({ urn }) => urn.endsWith(`${type}::${name}`));
    if (found === undefined) {
      throw new Error(`The state has no ${type} "${name}".`);
    }
    return found;
  }

  /** The resources of a type. */
  all(type: string): StateResource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** Everything that is created before a resource, its provider among it, as `<type> <name>`, near and far. */
  before({ urn }: StateResource): Set<string> {
    const seen = new Set<string>();
    const left = [urn];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const { dependencies = [], provider } = this.byUrn.get(next) ?? {};
      const ownProvider = provider?.slice(0, provider.lastIndexOf("::"));
      for (const dependency of [...dependencies, ...(ownProvider ? [ownProvider] : [])]) {
        if (!seen.has(dependency)) {
          seen.add(dependency);
          left.push(dependency);
        }
      }
    }
    return new Set([...seen].map(shortNameOf));
  }
}

/** A resource as `<type> <name>`. */
export function shortNameOf(urn: string): string {
  const [, , types = "", name] = urn.split("::");
  return `${types.split("$").at(-1)} ${name}`;
}
