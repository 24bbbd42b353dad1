/**
 * The public surface as its declarations say it: every function, constructor, method and function-valued constant
 * that a package exports, with the types of its parameters, read by a TypeScript compiler from the built `index.d.ts`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProjectSync, ts } from '@ts-morph/bootstrap';

const root = fileURLToPath(new URL('../../../', import.meta.url)); // from property-tests/dist-test/public-edge

export interface Parameter {
  readonly name: string;
  /** As the compiler prints it: `PermutationGroup`, `number`, `Samples`. */
  readonly type: string;
  readonly optional: boolean;
  readonly rest: boolean;
  /** When it is an options object (an object type whose properties are all optional): its properties. */
  readonly options: readonly Option[];
  /** Which wrong values (by their names in `WRONG_TYPES`) the type allows. */
  readonly legal: ReadonlySet<string>;
}

export interface Option {
  readonly name: string;
  readonly type: string;
  readonly legal: ReadonlySet<string>;
}

export interface Callable {
  readonly package: string;
  /** `characterTable`, `new Matrix`, `Permutation.fromImages`, `Permutation#times`, `catalogue.cyclic`. */
  readonly path: string;
  /** The exported name that it is reached by. */
  readonly home: string;
  readonly kind: 'function' | 'constructor' | 'static' | 'method';
  readonly member: string;
  /** Whether its documentation promises `details.known` when the budget runs out. */
  readonly promisesKnown: boolean;
  readonly parameters: readonly Parameter[];
}

/** The packages whose surface is read: all but the command line, whose one function, `main`, has tests of its own. */
export const PACKAGES: readonly string[] = readdirSync(join(root, 'packages')).filter(
  (name) => name !== 'cli' && existsSync(join(root, 'packages', name, 'src/index.ts')),
);

const declarationFile = (name: string): string =>
  name === 'property-tests'
    ? join(root, 'property-tests/dist/index.d.ts')
    : join(root, `packages/${name}/dist/index.d.ts`);

/**
 * The public callables of the packages.
 * @param wrongTypes TypeScript for the type of each wrong value, by name; `import` of types as `algebra.…`, `reps.…`
 */
export function publicCallables(packages: readonly string[], wrongTypes: Readonly<Record<string, string>>): Callable[] {
  const probe = join(root, 'property-tests/dist-test/public-edge/wrong-types.d.ts');
  const text = [
    `import type * as algebra from '@isotypic/algebra';`,
    `import type * as reps from '@isotypic/reps';`,
    ...Object.values(wrongTypes).map((type, i) => `export declare const w${i}: ${type};`),
  ].join('\n');
  const program = programOver(packages.map(declarationFile), probe, text);
  const checker = program.getTypeChecker();
  const exportsOf = (file: string) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file)!);
    if (module === undefined) throw new Error(`${file} exports nothing: is it built?`);
    return checker.getExportsOfModule(module);
  };
  const wrong = Object.keys(wrongTypes).map((name, i) => {
    const symbol = exportsOf(probe).find((s) => s.name === `w${i}`)!;
    return { name, type: checker.getTypeOfSymbol(symbol) };
  });
  const reader = new SurfaceReader(checker, wrong);
  return packages.flatMap((name) =>
    withOverloads(exportsOf(declarationFile(name)).flatMap((s) => reader.callablesOf(name, s))),
  );
}

function programOver(files: readonly string[], probe: string, probeText: string): ts.Program {
  const project = createProjectSync({
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      strict: true,
      skipLibCheck: true,
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
    },
  });
  for (const file of files) project.addSourceFileAtPathSync(file);
  project.createSourceFile(probe, probeText);
  return project.createProgram();
}

class SurfaceReader {
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly wrong: readonly { readonly name: string; readonly type: ts.Type }[],
  ) {}

  callablesOf(home: string, exported: ts.Symbol): Callable[] {
    const symbol = this.targetOf(exported);
    const declaration = symbol.declarations?.[0];
    if (declaration === undefined || !declaration.getSourceFile().fileName.startsWith(root)) return [];
    if (isForeign(declaration) || isInternal(declaration)) return [];
    const name = exported.name;
    const callable = (kind: Callable['kind'], path: string, member: string, signatures: readonly ts.Signature[]) =>
      signatures.map((s) => ({
        promisesKnown: /details\.known/.test(s.declaration === undefined ? '' : commentOf(s.declaration)),
        package: home,
        path,
        home: name,
        kind,
        member,
        parameters: s.parameters.map((p) => this.parameter(p)),
      }));
    if (symbol.flags & ts.SymbolFlags.Function) {
      return callable('function', name, name, this.signaturesOf(this.checker.getTypeOfSymbol(symbol)));
    }
    const isType = (exported.declarations ?? []).some(
      (d) => ts.isExportSpecifier(d) && (d.isTypeOnly || d.parent.parent.isTypeOnly),
    );
    if (symbol.flags & ts.SymbolFlags.Class && !isType)
      return [...this.statics(name, symbol, callable), ...this.methods(name, symbol, callable)];
    if (symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) return this.methods(name, symbol, callable);
    const inside = (members: readonly ts.Symbol[]): Callable[] =>
      members.flatMap((member) => {
        if (isForeignSymbol(member)) return [];
        const signatures = this.signaturesOf(this.checker.getTypeOfSymbol(member));
        return callable('static', `${name}.${member.name}`, member.name, signatures);
      });
    if (symbol.flags & ts.SymbolFlags.ValueModule)
      return inside(this.checker.getExportsOfModule(symbol).map((member) => this.targetOf(member)));
    if (symbol.flags & ts.SymbolFlags.Variable) {
      const type = this.checker.getTypeOfSymbol(symbol);
      if (this.signaturesOf(type).length > 0) return callable('function', name, name, this.signaturesOf(type));
      if (type.isClass()) return []; // `V`, `Scalar`: the methods of the class are tried already
      return inside(this.checker.getPropertiesOfType(type));
    }
    return [];
  }

  /** What a name that is exported from elsewhere stands for. */
  private targetOf(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  private signaturesOf(type: ts.Type): readonly ts.Signature[] {
    return this.checker.getSignaturesOfType(type, ts.SignatureKind.Call);
  }

  private statics(name: string, symbol: ts.Symbol, callable: MakeCallable): Callable[] {
    const type = this.checker.getTypeOfSymbol(symbol);
    const own = (symbol.declarations ?? []).filter(ts.isClassDeclaration).flatMap((d) => [...d.members]);
    const constructors = own.filter(ts.isConstructorDeclaration).filter((d) => isPublic(d));
    const isAbstract = (symbol.declarations ?? []).some(
      (d) => ts.getCombinedModifierFlags(d) & ts.ModifierFlags.Abstract,
    );
    const made = isAbstract ? [] : constructors.map((d) => this.checker.getSignatureFromDeclaration(d)!);
    return [
      ...callable('constructor', `new ${name}`, 'constructor', made),
      ...this.checker.getPropertiesOfType(type).flatMap((member) => {
        if (member.name === 'prototype' || !isPublicSymbol(member) || isForeignSymbol(member)) return [];
        const signatures = this.signaturesOf(this.checker.getTypeOfSymbol(member));
        return callable('static', `${name}.${member.name}`, member.name, signatures);
      }),
    ];
  }

  private methods(name: string, symbol: ts.Symbol, callable: MakeCallable): Callable[] {
    const type = this.checker.getDeclaredTypeOfSymbol(symbol);
    return this.checker.getPropertiesOfType(type).flatMap((member) => {
      const declaration = member.declarations?.[0];
      if (declaration === undefined || !isPublicSymbol(member) || isForeignSymbol(member)) return [];
      if (!ts.isMethodDeclaration(declaration) && !ts.isMethodSignature(declaration)) return [];
      return callable(
        'method',
        `${name}#${member.name}`,
        member.name,
        this.signaturesOf(this.checker.getTypeOfSymbol(member)),
      );
    });
  }

  private parameter(symbol: ts.Symbol): Parameter {
    const declaration = symbol.valueDeclaration as ts.ParameterDeclaration | undefined;
    const type = this.checker.getTypeOfSymbol(symbol);
    const bare = this.checker.getNonNullableType(type);
    const optional =
      declaration !== undefined && (declaration.questionToken !== undefined || declaration.initializer !== undefined);
    const rest = declaration?.dotDotDotToken !== undefined;
    const properties =
      bare.flags & ts.TypeFlags.Object || bare.isIntersection() ? this.checker.getPropertiesOfType(bare) : [];
    const isOptions = properties.length > 0 && properties.every((p) => p.flags & ts.SymbolFlags.Optional);
    return {
      name: symbol.name,
      type: this.checker
        .typeToString(optional ? bare : type, undefined, ts.TypeFormatFlags.NoTruncation)
        .replaceAll('<ArrayBufferLike>', ''),
      optional,
      rest,
      options: isOptions ? properties.map((p) => this.option(p)) : [],
      legal: this.legalFor(
        rest ? (this.checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? type) : type,
        optional,
      ),
    };
  }

  private option(symbol: ts.Symbol): Option {
    const type = this.checker.getTypeOfSymbol(symbol);
    return { name: symbol.name, type: this.checker.typeToString(type), legal: this.legalFor(type) };
  }

  private elementOf(type: ts.Type): ts.Type | undefined {
    if (type.flags & ts.TypeFlags.StringLike) return undefined;
    return this.checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  }

  /** A type parameter stands for whatever the caller takes, so that every value is legal. */
  private legalFor(type: ts.Type, optional = false): Set<string> {
    const isLegal = (w: { readonly name: string; readonly type: ts.Type }) =>
      (optional && w.name === 'undefined') ||
      isParameter(type) ||
      (isParameter(this.elementOf(type)) && this.elementOf(w.type) !== undefined) ||
      this.checker.isTypeAssignableTo(w.type, type);
    return new Set(this.wrong.filter(isLegal).map((w) => w.name));
  }
}

const isParameter = (type: ts.Type | undefined): boolean =>
  type !== undefined && (type.flags & ts.TypeFlags.TypeParameter) !== 0;

/** What one overload takes is legal in the others, for which it is meant as well. */
function withOverloads(callables: readonly Callable[]): Callable[] {
  return callables.map((callable) => {
    const overloads = callables.filter(({ path }) => path === callable.path);
    const legalAt = (k: number) => new Set(overloads.flatMap(({ parameters }) => [...(parameters[k]?.legal ?? [])]));
    return { ...callable, parameters: callable.parameters.map((p, k) => ({ ...p, legal: legalAt(k) })) };
  });
}

/** The text of the documentation comment before a declaration. */
function commentOf(declaration: ts.Node): string {
  const text = declaration.getSourceFile().text;
  const ranges = ts.getLeadingCommentRanges(text, declaration.getFullStart()) ?? [];
  return ranges.map(({ pos, end }) => text.slice(pos, end)).at(-1) ?? '';
}

type MakeCallable = (
  kind: Callable['kind'],
  path: string,
  member: string,
  signatures: readonly ts.Signature[],
) => Callable[];

const isForeign = (declaration: ts.Node): boolean => declaration.getSourceFile().fileName.includes('/node_modules/');

const isForeignSymbol = (symbol: ts.Symbol): boolean => (symbol.declarations ?? []).some(isForeign);

const isInternal = (declaration: ts.Node): boolean =>
  ts.getJSDocTags(declaration).some((tag) => tag.tagName.text === 'internal');

function isPublic(declaration: ts.Declaration): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return !(ts.getCombinedModifierFlags(declaration) & hidden) && !isInternal(declaration);
}

const isPublicSymbol = (symbol: ts.Symbol): boolean => (symbol.declarations ?? []).every(isPublic);
