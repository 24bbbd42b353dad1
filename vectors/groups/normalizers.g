# Orders of normalizers, and conjugacy of subgroups, in 60 pairs of a group G and a subgroup H (or a group of the same
# degree): gap -q normalizers.g writes normalizers.jsonl, with the packages transgrp and primgrp. Images are 0-based.
LoadPackage("transgrp");; LoadPackage("primgrp");;
out := OutputTextFile("normalizers.jsonl", false);; SetPrintFormattingStatus(out, false);;
Reset(GlobalMersenneTwister, 20);; Reset(GlobalRandomSource, 20);;
list := function(n, g) return List([1..n], i -> i^g - 1); end;;
gens := function(n, G) return List(Filtered(GeneratorsOfGroup(G), g -> g <> ()), g -> list(n, g)); end;;
put := function(name, n, G, H)
  local x, K, other;
  # a conjugate of H under G, given by other generators
  x := Random(G);; K := H^x;;
  AppendTo(out, ReplacedString(Concatenation("{\"name\":\"", ReplacedString(name, " ", "~"), "\",\"degree\":", String(n), ",\"group\":",
    String(gens(n, G)), ",\"subgroup\":", String(gens(n, H)), ",\"conjugate\":", String(gens(n, Group(SmallGeneratingSet(K), ()))),
    ",\"order\":\"", String(Size(H)), "\",\"normalizer\":\"", String(Size(Normalizer(G, H))), "\"}"), " ", ""), "\n");
end;;
two := function(G) return Group(Random(G), Random(G)); end;;
small := function(G)
  local H;
  repeat H := two(G); until Size(H) < Size(G) / 4;
  return H;
end;;
P := PrimitiveGroup(119, 1);;
put("PrimitiveGroup(119,1) in S119", 119, SymmetricGroup(119), P);;
for n in [6, 8, 9, 10, 12] do
  S := SymmetricGroup(n);;
  put(Concatenation("Sylow 2 in S", String(n)), n, S, SylowSubgroup(S, 2));;
  put(Concatenation("Sylow 3 in S", String(n)), n, S, SylowSubgroup(S, 3));;
  put(Concatenation("two elements in S", String(n)), n, S, small(S));;
od;;
for pair in [[8, 37], [9, 26], [10, 13], [12, 179], [12, 272], [14, 10], [15, 20], [16, 100], [16, 1000], [18, 500], [20, 300], [24, 5000]] do
  n := pair[1];; T := TransitiveGroup(n, pair[2]);;
  name := Concatenation("T", String(n), ",", String(pair[2]));;
  if n <= 16 then put(Concatenation(name, " in S", String(n)), n, SymmetricGroup(n), T);; fi;
  for p in Set(Factors(Size(T))) do put(Concatenation("Sylow ", String(p), " in ", name), n, T, SylowSubgroup(T, p));; od;
  if Size(T) > 100 then put(Concatenation("two elements in ", name), n, T, small(T));; fi;
od;;
for pair in [[11, 6], [12, 4], [22, 1], [23, 5], [24, 3], [13, 7], [31, 10], [36, 9], [63, 5], [50, 4]] do
  n := pair[1];;
  if pair[2] <= NrPrimitiveGroups(n) then
    G := PrimitiveGroup(n, pair[2]);; name := Concatenation("P", String(n), ",", String(pair[2]));;
    put(Concatenation("Sylow ", String(2), " in ", name), n, G, SylowSubgroup(G, 2));;
    put(Concatenation("Sylow ", String(3), " in ", name), n, G, SylowSubgroup(G, 3));;
    put(Concatenation("derived stabilizer in ", name), n, G, DerivedSubgroup(Stabilizer(G, 1)));;
    if n < 32 then put(Concatenation("two elements in ", name), n, G, Group(Random(SylowSubgroup(G, 2)), Random(SylowSubgroup(G, 3))));; fi;
  fi;
od;;
for q in [[16, 4], [12, 3], [24, 12], [18, 3], [27, 4], [32, 50]] do
  R := Image(RegularActionHomomorphism(SmallGroup(q)));; n := q[1];;
  put(Concatenation("regular SmallGroup(", String(q[1]), ",", String(q[2]), ") in S", String(n)), n, SymmetricGroup(n), R);;
od;;
put("PSL(2,7)^2 on 16 in S16", 16, SymmetricGroup(16), DirectProduct(PSL(2,7), PSL(2,7)));;
put("S5 twice on 10 in S12", 12, SymmetricGroup(12), Group((1,2,3,4,5)(6,7,8,9,10), (1,2)(6,7)));;
QUIT_GAP(0);;
