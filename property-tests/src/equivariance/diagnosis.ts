/** A failure explained: which generators, which components, under which subgroup f does hold, and where. */
import type { ComponentShare, Splitting } from './components.js';
import { splittingOf } from './components.js';
import type { Draws } from './draws.js';
import type { InputKind, Inputs } from './inputs.js';
import { largestOf } from './inputs.js';
import type { Judge, Judgement } from './judge.js';
import type { Move, Moves } from './moves.js';
import { FACTOR, ROUNDOFF } from './noise.js';
import type { Extent, GeneratorVerdict } from './report.js';
import { type HeldSubgroup, heldSubgroup } from './subgroups.js';

/** How far derivatives by differences of two widths may be apart, relative to them. */
const WIDTHS_AGREE = 0.01;

/** Inputs that each generator is tried at. */
const POOL: Readonly<Record<InputKind, number>> = {
  generic: 8,
  scaled: 2,
  integers: 10,
  sparse: 4,
  repeated: 4,
  large: 4,
};

const POOL_OF_TIES: typeof POOL = { ...POOL, generic: 2, large: 0, integers: 60, sparse: 20, repeated: 20 };

export interface Diagnosis {
  readonly generators: readonly GeneratorVerdict[];
  readonly components: {
    readonly output: readonly ComponentShare[];
    readonly input: readonly ComponentShare[] | undefined;
  };
  readonly largestSubgroup: HeldSubgroup | undefined;
  readonly extent: Extent;
}

/** What a check has at hand. */
export interface Bench {
  readonly judge: Judge;
  readonly moves: Moves;
  readonly inputs: Inputs;
  readonly draws: Draws;
}

/** @param failures the case as it was found, and in its simplest form */
export async function diagnose(bench: Bench, failures: readonly Judgement[], linear: boolean): Promise<Diagnosis> {
  const { judge, moves, draws } = bench;
  const extent = await extentOf(bench, failures[0].move);
  const pool = [...failures.flatMap((f) => [f.x, f.move.X.apply(f.x)]), ...drawPool(bench, extent)];
  const { verdicts, failing } = await tryGenerators(bench, pool);
  const known = failing.length > 0 ? failing : failures;
  const all = [...new Map(known.map((f) => [f.x, f])).keys(), ...pool];
  return {
    generators: verdicts,
    components: await splitViolations(bench, [...failures, ...failing], linear),
    largestSubgroup: await heldSubgroup(judge, moves, orbitOf(bench, all, extent), draws),
    extent,
  };
}

/** A thin set is met by inputs with ties: many of them are drawn. */
function drawPool({ inputs, draws }: Bench, { kind }: Extent): Float64Array[] {
  return Object.entries(kind === 'on a thin set' ? POOL_OF_TIES : POOL).flatMap(([kind, count]) =>
    Array.from({ length: count }, () => inputs.draw(draws, kind as InputKind)),
  );
}

/** Inputs that failed, and random moves of each. */
const ORBIT = { everywhere: [4, 4], thin: [16, 12] } as const; // 192 ties: each pair of 5 points is met 19 times

/** The inputs, and the first few moved: a fault at one place is met by other elements elsewhere. */
function orbitOf({ moves, draws }: Bench, inputs: readonly Float64Array[], { kind }: Extent): Float64Array[] {
  const [count, each] = ORBIT[kind === 'on a thin set' ? 'thin' : 'everywhere'];
  const first = inputs.slice(0, count);
  const moved = first.flatMap((x) => Array.from({ length: each }, () => moves.random(draws, 8).X.apply(x)));
  return [...new Set([...first, ...moved, ...inputs.slice(count)])];
}

async function tryGenerators({ judge, moves, draws }: Bench, pool: readonly Float64Array[]) {
  const verdicts: GeneratorVerdict[] = [];
  const failing: Judgement[] = [];
  for (const move of moves.single()) {
    let [holds, violation] = [true, 0];
    for (const x of pool) {
      const judged = await judge.judge(move, x, draws);
      if (judged.holds) continue;
      holds = false;
      violation = Math.max(violation, judged.violation / judge.scales.at(judged.x, judged.part));
      failing.push(judged);
    }
    const [{ kind, index }] = move.word;
    const lieDerivative = kind === 'derivation' ? await lieDerivativeOf(judge, moves, index, pool[0]) : undefined;
    const verdict = { name: letterName(moves, move), holds, violation };
    verdicts.push(lieDerivative === undefined ? verdict : { ...verdict, lieDerivative });
  }
  return { verdicts, failing };
}

/** By central differences in t, relative to the size of f; undefined where f is not defined beside x. */
async function lieDerivativeOf(
  judge: Judge,
  moves: Moves,
  index: number,
  x: Float64Array,
): Promise<number | undefined> {
  const t = STEP[judge.precision];
  const ahead = await residualAt(judge, moves.of([{ kind: 'derivation', index, t }]), x);
  const behind = await residualAt(judge, moves.of([{ kind: 'derivation', index, t: -t }]), x);
  if (ahead === undefined || behind === undefined) return undefined;
  const size = Math.max(...judge.subject.parts.map((_, k) => judge.scales.at(x, k)));
  const rate = largestOf(ahead.map((v, i) => (v - behind[i]) / (2 * t)));
  return size === 0 ? rate : rate / size;
}

const letterName = (moves: Moves, { word: [letter] }: Move): string =>
  letter.kind === 'derivation' ? `A${letter.index}` : moves.nameOf([letter]);

/** The residuals of failing cases by component of the output; of the input by what f does to each component. */
async function splitViolations({ judge, draws }: Bench, failing: readonly Judgement[], linear: boolean) {
  const { parts } = judge.subject;
  const cases = failing.filter((f) => f.cause === undefined && f.received.length > 0).slice(0, 24);
  const output = splittingOf(parts, cases[0]?.received.length ?? 0);
  const shares = sharesOf(
    output,
    cases.map((f) => ({ residual: f.received.map((v, i) => v - f.expected[i]), allowed: allowedIn(f) })),
  );
  const { domain } = judge.subject;
  const input = splittingOf(domain.parts, domain.dimension);
  if (cases.length === 0 || input.components.length === 0) return { output: shares, input: undefined };
  const residuals = linear
    ? (f: Judgement, k: number) => residualAt(judge, f.move, input.components[k].project(f.x))
    : (f: Judgement, k: number) =>
        derivativeAlong(judge, f, input.components[k].project(f.x.map(() => draws.normal())));
  if (!linear && !(await isDifferentiable(judge, cases[0], draws))) return { output: shares, input: undefined };
  const energies = input.components.map(() => 0);
  const holds = input.components.map(() => true);
  for (const f of cases.slice(0, 8)) {
    const found = [];
    for (let k = 0; k < energies.length; k++) found.push(await residuals(f, k));
    const allowed = Math.max(allowedIn(f), leftByProjection(f.x.length) * f.violation);
    for (let k = 0; k < found.length; k++) {
      const r = found[k];
      holds[k] &&= r === undefined || largestOf(r) <= allowed;
    }
    const total = found.reduce((sum, r) => sum + energy(r), 0);
    if (total > 0) found.forEach((r, k) => { energies[k] += energy(r) / total; }); // biome-ignore format: one step
  }
  const total = energies.reduce((a, b) => a + b, 0);
  return {
    output: shares,
    input:
      total === 0
        ? undefined
        : input.components.map(({ label, degree, multiplicity }, k) => {
            const share = energies[k] / total;
            return { label, degree, multiplicity, share, holds: linear ? holds[k] : share < SMALL_SHARE };
          }),
  };
}

/** The share that differences leave behind: truncation is a fifteenth of what widths of 4h and h may differ by. */
const SMALL_SHARE = 2 * (WIDTHS_AGREE / 15) ** 2;

/** What a projection in floats leaves of other components, relative to them: √n units, and the usual factor. */
const leftByProjection = (n: number): number => FACTOR * Math.sqrt(n) * ROUNDOFF.float64;

const energy = (r: Float64Array | undefined): number => r?.reduce((sum, v) => sum + v * v, 0) ?? 0;

const allowedIn = (f: Judgement): number => FACTOR * f.noise;

/** The components of the output that the entries that are not finite lie in. */
export function badComponents(judge: Judge, { cause, received }: Judgement): ComponentShare[] {
  if (cause?.reason !== 'not finite' || received.length === 0) return [];
  const residual = received.map((v) => (Number.isFinite(v) ? 0 : 1));
  return sharesOf(splittingOf(judge.subject.parts, received.length), [{ residual, allowed: 0 }]);
}

interface Residual {
  readonly residual: Float64Array;
  readonly allowed: number;
}

function sharesOf(splitting: Splitting, cases: readonly Residual[]): ComponentShare[] {
  const energies = splitting.components.map(() => 0);
  const holds = splitting.components.map(() => true);
  for (const { residual, allowed } of cases) {
    const pieces = splitting.components.map((c) => c.project(residual));
    const total = pieces.reduce((sum, p) => sum + energy(p), 0);
    pieces.forEach((piece, k) => {
      if (total > 0) energies[k] += energy(piece) / total;
      // a share below the noise, or below what rounding of the projection leaves of the whole, is none
      if (largestOf(piece) > Math.max(allowed, leftByProjection(residual.length) * largestOf(residual)))
        holds[k] = false;
    });
  }
  const total = energies.reduce((a, b) => a + b, 0);
  return splitting.components.map(({ label, degree, multiplicity }, k) => ({
    label,
    degree,
    multiplicity,
    share: total === 0 ? 0 : energies[k] / total,
    holds: holds[k],
  }));
}

async function residualAt(judge: Judge, move: Move, x: Float64Array): Promise<Float64Array | undefined> {
  const image = await judge.imageOf(x).catch(() => undefined);
  const moved = await judge.imageOf(move.X.apply(x)).catch(() => undefined);
  if (image === undefined || moved === undefined) return undefined;
  const expected = move.Y.apply(image.values);
  return moved.values.map((v, i) => v - expected[i]);
}

/** Half width of central differences, relative to x: u^{1/3} balances rounding and truncation. */
const STEP = { float64: 2 ** -17, float32: 2 ** -8 } as const;

/** The derivative of the residual at x along a direction. */
async function derivativeAlong(
  judge: Judge,
  { move, x }: Judgement,
  direction: Float64Array,
  step: number = STEP[judge.precision],
): Promise<Float64Array | undefined> {
  const h = step * (largestOf(x) || 1);
  const ahead = await residualAt(judge, move, x.map((v, i) => v + h * direction[i])); // biome-ignore format: pair
  const behind = await residualAt(judge, move, x.map((v, i) => v - h * direction[i])); // biome-ignore format: pair
  if (ahead === undefined || behind === undefined) return undefined;
  return ahead.map((v, i) => (v - behind[i]) / (2 * h));
}

/** Whether differences at two widths agree. */
async function isDifferentiable(judge: Judge, f: Judgement, draws: Draws): Promise<boolean> {
  const direction = f.x.map(() => draws.normal());
  const wide = await derivativeAlong(judge, f, direction, 4 * STEP[judge.precision]);
  const narrow = await derivativeAlong(judge, f, direction);
  if (wide === undefined || narrow === undefined) return false;
  const apart = wide.reduce((worst, v, i) => Math.max(worst, Math.abs(v - narrow[i])), 0);
  return apart <= WIDTHS_AGREE * largestOf(narrow) && largestOf(narrow) > 0;
}

/** Draws of each kind that the extent of a failure is taken from: fractions to 1/32. */
const EXTENT_DRAWS = 32;

export async function extentOf({ judge, inputs, draws }: Bench, move: Move): Promise<Extent> {
  const fraction = async (kind: InputKind): Promise<number> => {
    let failing = 0;
    for (let k = 0; k < EXTENT_DRAWS; k++) {
      if (!(await judge.judge(move, inputs.draw(draws, kind), draws)).holds) failing++;
    }
    return failing / EXTENT_DRAWS;
  };
  const [generic, integral, large] = [await fraction('generic'), await fraction('integers'), await fraction('large')];
  const kind =
    generic > 0.9
      ? 'everywhere'
      : generic > 0
        ? 'on part of the inputs'
        : large > 0 && integral === 0
          ? 'at large inputs only'
          : 'on a thin set';
  return { kind, generic, integral, large };
}
