# Entries in the form of RepLAB's atlas, from GAP alone: characters over C and irreps over C, and over R where all are real.
# gap -q -A entries.g > entries.jsonl
# GAP acts on the right, so that its representations are anti-homomorphisms for left actions: matrices are transposed.
Q := s -> Concatenation("\"", s, "\"");
L := l -> Concatenation("[", JoinStringsWithSeparator(l, ","), "]");
num := x -> Q(String(x));
row := r -> L(List(r, num));
mat := m -> L(List(m, row));
word := function(w)
  local e, out, i, k;
  e := ExtRepOfObj(w); out := [];
  for i in [1, 3 .. Length(e) - 1] do
    for k in [1 .. AbsInt(e[i + 1])] do Add(out, String(SignInt(e[i + 1]) * e[i])); od;
  od;
  return L(Reversed(out));
end;
entry := function(name, G)
  local gens, n, img, iso, rels, tbl, cl, irr, reps, ims, real, table;
  gens := GeneratorsOfGroup(G); n := LargestMovedPoint(G);
  img := p -> L(List([1 .. n], i -> String(i^p)));
  iso := IsomorphismFpGroupByGenerators(G, gens);
  rels := RelatorsOfFpGroup(Range(iso));
  tbl := CharacterTable(G); irr := Irr(tbl);
  cl := List(ConjugacyClasses(tbl), Representative);
  reps := IrreducibleRepresentations(G);
  reps := List(irr, chi -> First(reps, r -> ForAll([1 .. Length(cl)], j -> TraceMat(cl[j]^r) = chi[j])));
  ims := List(reps, r -> L(List(gens, g -> mat(TransposedMat(g^r)))));
  table := Concatenation("{\"characters\":", L(List(irr, chi -> row(List(chi)))), ",\"irreps\":", L(ims), "}");
  real := ForAll(reps, r -> ForAll(gens, g -> ForAll(Concatenation(g^r), x -> x = ComplexConjugate(x))));
  # GAP's product applies the left letter first: a relator read from the right is one for left actions
  Print("{\"group\":{\"name\":", Q(name), ",\"relators\":", L(List(rels, w -> word(w))), ",\"order\":",
    Q(String(Size(G))), ",\"permutationGenerators\":", L(List(gens, img)), ",\"classes\":", L(List(cl, img)), "}");
  if real then Print(",\"realCharacterTable\":", table); fi;
  Print(",\"complexCharacterTable\":", table, "}\n");
end;
SizeScreen([100000, 100]);
entry("S3", SymmetricGroup(3));
entry("A4", AlternatingGroup(4));
entry("Q8", Group((1,2,3,4)(5,6,7,8), (1,5,3,7)(2,8,4,6)));
entry("D5", DihedralGroup(IsPermGroup, 10));
entry("S4", SymmetricGroup(4));
entry("A5", AlternatingGroup(5));
entry("7:3", Group((1,2,3,4,5,6,7), (2,3,5)(4,7,6)));
QUIT;
