/** From types to representations: each space is given its group. */
import { IsotypicError, PermutationGroup } from '@isotypic/algebra';
import {
  checkArgument,
  checkOptions,
  describe,
  invalidArgument,
  type OptionKinds,
  oneOf,
} from '@isotypic/algebra/internal';
import { MATRIX_GROUP, MatrixGroup } from '../matrix-groups/matrix-group.js';
import { parseMatrixGroup } from '../matrix-groups/parse-matrix-group.js';
import { customFactor } from '../representations/custom-representation.js';
import { Factor, powerFactor, productFactor, sumFactor } from '../representations/factor.js';
import { Representation, type RepresentationSummand } from '../representations/representation.js';
import { type Atom, printProduct, type Summand, type TypeContent } from './atom.js';

/** One group for every `V`, or groups by name. */
export type GroupBinding = MatrixGroup | Readonly<Record<string, MatrixGroup>>;

/** How the names of spaces in a type are bound to groups. */
export interface BindingOptions {
  /**
   * Whether spaces of two names whose groups are given by the same matrices are acted on by one and the same element
   * ('diagonal', the default), or each name is a group of its own ('independent').
   */
  readonly sharing?: 'diagonal' | 'independent';
}

const OPTION_KINDS: OptionKinds<BindingOptions> = { sharing: oneOf('diagonal', 'independent') };

/** See `TensorType.over`. */
export function bindType(
  type: TypeContent,
  binding: GroupBinding | undefined,
  options: BindingOptions,
): Representation {
  const where = 'TensorType.over';
  checkOptions(where, options, OPTION_KINDS);
  checkBinding(where, binding);
  const bind = new Binder(where, binding, options.sharing ?? 'diagonal');
  const summands = type.summands.map((s) => bind.summand(s));
  return new Representation(summands, bind.groups);
}

function checkBinding(where: string, binding: GroupBinding | undefined): void {
  if (binding === undefined || binding instanceof MatrixGroup) return;
  if (typeof binding !== 'object' || binding === null) {
    throw invalidArgument(
      where,
      'binding to be a MatrixGroup, or groups by name',
      binding,
      "Write type.over({ 'O(3)': group }).",
    );
  }
  if (binding instanceof PermutationGroup || Array.isArray(binding))
    checkArgument(where, 'binding', binding, MATRIX_GROUP);
  for (const [name, group] of Object.entries(binding)) {
    checkArgument(where, `binding of ${name}`, group, MATRIX_GROUP);
  }
}

/** Equal contents, one number: tokens of groups. */
const tokens = new Map<string, string>();

function tokenOf(group: MatrixGroup): string {
  let token = tokens.get(group.contentKey);
  if (token === undefined) {
    token = `g${tokens.size}`;
    tokens.set(group.contentKey, token);
  }
  return token;
}

class Binder {
  readonly groups = new Map<string, MatrixGroup>();
  private readonly factors = new Map<string, Factor>();

  constructor(
    private readonly where: string,
    private readonly binding: GroupBinding | undefined,
    private readonly sharing: 'diagonal' | 'independent',
  ) {
    if (binding instanceof MatrixGroup) this.groups.set(tokenOf(binding), binding); // also where all is scalar
  }

  summand({ multiplicity, atoms }: Summand): RepresentationSummand {
    const factors = atoms.map((atom) => this.factor(atom));
    return {
      text: printProduct(atoms),
      multiplicity,
      factors,
      dimension: factors.reduce((n, f) => n * f.dimension, 1),
    };
  }

  private factor(atom: Atom): Factor {
    switch (atom.kind) {
      case 'vector': {
        const { group, token } = this.groupOf(atom.group);
        return this.variant(`V:${token}`, () => Factor.vector(group, token), atom.dual, atom.conjugate);
      }
      case 'custom': {
        const { representation } = atom;
        const token = tokenOf(representation.group);
        this.groups.set(token, representation.group);
        const key = `custom:${representation.contentKey}:${token}`;
        return this.variant(key, () => customFactor(representation, token), atom.dual, atom.conjugate);
      }
      case 'power':
        return powerFactor(this.whole(atom.base), atom.exponent, atom.symmetric ? 'symmetric' : 'alternating');
    }
  }

  /** A whole type as one factor, to take a power of. */
  private whole(type: TypeContent): Factor {
    const parts = type.summands.flatMap((s) => {
      const { factors, multiplicity } = this.summand(s);
      return Array.from({ length: multiplicity }, () => factors);
    });
    const all = parts.flat();
    const group = all[0]?.group;
    const token = all[0]?.token;
    if (group === undefined || all.some((f) => f.token !== token)) {
      throw invalidArgument(
        this.where,
        'a power of a type with spaces of one group',
        String(type),
        'Expand the power: Sym²(A⊕B) = Sym²A ⊕ A⊗B ⊕ Sym²B.',
      );
    }
    return sumFactor(
      parts.map((factors) => productFactor(factors, group, token)),
      group,
      token,
    );
  }

  private variant(key: string, make: () => Factor, dual: boolean, conjugate: boolean): Factor {
    const full = `${key}${dual ? '*' : ''}${conjugate ? 'c' : ''}`;
    let factor = this.factors.get(full);
    if (factor === undefined) {
      factor = dual || conjugate ? this.variant(key, make, false, false) : make();
      if (conjugate && !factor.group.isReal()) factor = factor.conjugate();
      if (dual) factor = factor.dual();
      this.factors.set(full, factor);
    }
    return factor;
  }

  private groupOf(reference: string | MatrixGroup | undefined): { group: MatrixGroup; token: string } {
    const group = this.resolve(reference);
    const name = typeof reference === 'string' ? reference : '';
    const token = this.sharing === 'independent' && name !== '' ? `${tokenOf(group)}:${name}` : tokenOf(group);
    this.groups.set(token, group);
    return { group, token };
  }

  private resolve(reference: string | MatrixGroup | undefined): MatrixGroup {
    const { binding } = this;
    if (reference instanceof MatrixGroup) return reference;
    if (reference === undefined) {
      if (binding instanceof MatrixGroup) return binding;
      throw invalidArgument(
        this.where,
        'one group for the spaces without a name',
        binding === undefined ? 'none' : `groups named ${Object.keys(binding).join(', ')}`,
        "Pass the group, or name the spaces: T(1)['SO(3)'].",
      );
    }
    if (binding !== undefined && !(binding instanceof MatrixGroup) && Object.hasOwn(binding, reference)) {
      return binding[reference];
    }
    try {
      return parseMatrixGroup(reference);
    } catch (cause) {
      throw new IsotypicError('UNKNOWN_NAME', {
        where: this.where,
        expected: 'a group for every name, given or in the catalogue',
        received: describe(reference),
        remedy: `Pass { ${describe(reference)}: group }.`,
        cause,
      });
    }
  }
}
