# gap -q normal-structure.g writes normal-structure.jsonl: generators (images are 0-based), and orders of radical,
# Fitting, Frattini subgroup and socle, the numbers of normal, minimal and maximal normal subgroups, the orders of the
# factors of a chief series and of a composition series, each sorted.
LoadPackage("transgrp");; LoadPackage("primgrp");;
out := OutputTextFile("normal-structure.jsonl", false);; SetPrintFormattingStatus(out, false);;
Reset(GlobalMersenneTwister, 20);;
factors := function(l) return String(List([2 .. Length(l)], i -> Size(l[i-1]) / Size(l[i]))); end;;
put := function(name, G)
  local n, N, all, frattini;
  n := LargestMovedPoint(G);; all := NormalSubgroups(G);;
  if Size(G) <= 20000 then frattini := Size(FrattiniSubgroup(G)); else frattini := -1; fi;
  N := Filtered(all, x -> Size(x) < Size(G));
  AppendTo(out, ReplacedString(Concatenation("{\"id\":\"", name, "\",\"degree\":", String(n), ",\"gens\":",
    String(List(SmallGeneratingSet(G), g -> ListPerm(g, n) - 1)), ",\"order\":", String(Size(G)),
    ",\"radical\":", String(Size(SolvableRadical(G))), ",\"fitting\":", String(Size(FittingSubgroup(G))),
    ",\"frattini\":", String(frattini), ",\"socle\":", String(Size(Socle(G))),
    ",\"normal\":", String(Length(all)), ",\"minimal\":", String(Length(MinimalNormalSubgroups(G))),
    ",\"maximal\":", String(Length(Filtered(N, x -> not ForAny(N, y -> Size(y) > Size(x) and IsSubset(y, x))))),
    ",\"chief\":", factors(ChiefSeries(G)), ",\"composition\":", factors(CompositionSeries(G)), "}"), " ", ""), "\n");
end;;
for n in [4, 6, 8, 9, 10, 12, 14, 15, 16, 18, 20] do
  for k in [1 .. 5] do
    repeat i := Random(1, NrTransitiveGroups(n)); G := TransitiveGroup(n, i); until Size(G) <= 10^6;
    put(Concatenation("T", String(n), ",", String(i)), G);
  od;
od;
for n in [21, 25, 27, 32, 36, 49, 60, 64] do
  for k in [1, 2] do
    repeat i := Random(1, NrPrimitiveGroups(n)); G := PrimitiveGroup(n, i); until Size(G) <= 10^7;
    put(Concatenation("P", String(n), ",", String(i)), G);
  od;
od;
put("SL(2,5)", Action(SL(2,5), Filtered(Elements(GF(5)^2), v -> v <> Zero(v)), OnRight));
put("A5wrC2", WreathProduct(AlternatingGroup(5), CyclicGroup(IsPermGroup, 2)));
put("S4xA5", DirectProduct(SymmetricGroup(4), AlternatingGroup(5)));
put("S3wrA5", WreathProduct(SymmetricGroup(3), AlternatingGroup(5)));
put("A6xPSL(2,7)xC6", DirectProduct(AlternatingGroup(6), PSL(2,7), CyclicGroup(IsPermGroup, 6)));
put("M11", MathieuGroup(11)); put("M12", MathieuGroup(12)); put("PSL(3,4)", PSL(3,4)); put("A8", AlternatingGroup(8));
put("PSL(2,7)wrC2", WreathProduct(PSL(2,7), CyclicGroup(IsPermGroup, 2)));
QUIT_GAP(0);
