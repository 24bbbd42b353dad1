// A seeded random sample of groups: transitive of degree 12-30, primitive of degree up to 200, library groups in regular
// action, and linear, affine, Heisenberg and Clifford groups. ISOTYPIC_BENCH_SEED draws another one,
// ISOTYPIC_BENCH_GROUPS='T18,900;GL(2,9)' takes these rows only.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseGroup, randomSource } from '@isotypic/algebra';

export const seed = Number(process.env.ISOTYPIC_BENCH_SEED ?? 1);
const lines = readFileSync(new URL('../../../vectors/groups/classes.jsonl', import.meta.url), 'utf8');
const vectors = lines
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const counts = { transitive: 25, primitive: 13, library: 10 };

/** Generators from GAP's libraries: lines of a name, the degree and the images. */
function drawn() {
  const script = `
LoadPackage("transgrp");; LoadPackage("primgrp");; LoadPackage("smallgrp");; Reset(GlobalMersenneTwister,${seed});;
out:=OutputTextFile("*stdout*",false);; SetPrintFormattingStatus(out,false);;
emit:=function(name,G,n) AppendTo(out,name," ",n," ",ReplacedString(String(List(GeneratorsOfGroup(G),g->ListPerm(g,n)-1))," ",""),"\\n"); end;;
n:=0;; while n<${counts.transitive} do d:=Random([12..30]);; i:=Random(1,NrTransitiveGroups(d));; G:=TransitiveGroup(d,i);;
  if Size(G)<10^9 then emit(Concatenation("T",String(d),",",String(i)),G,d); n:=n+1; fi; od;
n:=0;; while n<${counts.primitive} do d:=Random([5..200]);; if NrPrimitiveGroups(d)>2 then i:=Random(1,NrPrimitiveGroups(d)-2);; G:=PrimitiveGroup(d,i);;
  if Size(G)<10^10 then emit(Concatenation("P",String(d),",",String(i)),G,d); n:=n+1; fi; fi; od;
n:=0;; while n<${counts.library} do d:=Random([60..1000]);; if NumberSmallGroups(d)<2000 then G:=SmallGroup(d,Random(1,NumberSmallGroups(d)));;
  if not IsAbelian(G) then H:=Action(G,AsList(G),OnRight);; emit(Concatenation("S",String(d),",",String(IdGroup(G)[2])),Group(SmallGeneratingSet(H)),d); n:=n+1; fi; fi; od;
QUIT_GAP(0);
`;
  const { stdout, error } = spawnSync('gap', ['-q'], { input: script, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) return [];
  return [...stdout.matchAll(/^(\S+) (\d+) (\[.*\])$/gm)].map(([, id, degree, gens]) => ({
    id,
    degree: Number(degree),
    gens: JSON.parse(gens),
  }));
}

/** Twelve groups of families, their parameters drawn. */
function families() {
  const random = randomSource(seed);
  const one = (list) => list[random.below(list.length)];
  const texts = [
    ...[`GL(2,${one([7, 8, 9, 11])})`, `GL(2,${one([13, 16, 17, 19])})`, `GL(2,${one([23, 25, 27, 31])})`],
    `GL(3,${one([3, 4])})`,
    ...[`AGL(2,${one([3, 4, 5])})`, `AGL(2,${one([7, 8, 9])})`, `AGL(${one(['3,2', '4,2', '5,2', '3,3'])})`],
    ...[`heisenberg(${one([5, 7, 8, 9])})`, `heisenberg(${one([11, 13, 16, 25, 32])})`],
    `PSL(2,${one([61, 101, 199, 251, 499])})`,
  ];
  const named = texts.map((id) => {
    const { degree, generators } = parseGroup(id);
    return { id, degree, gens: generators.map((g) => g.toArray()) };
  });
  const clifford = ['Clifford(2)', `Clifford(${one([3, 4])})`];
  return [...named, ...vectors.filter(({ id }) => clifford.includes(id))];
}

/** Rows { id, degree, gens }. */
export function sample() {
  const only = process.env.ISOTYPIC_BENCH_GROUPS?.split(';');
  return [...drawn(), ...families()].filter(({ id }) => only === undefined || only.includes(id));
}
