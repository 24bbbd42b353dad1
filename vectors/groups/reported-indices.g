# gap -q reported-indices.g writes reported-indices.jsonl: SmallGroup(1872,7), C13 : C144, whose subgroups of index 2, 3, 4,
# 6 and 12 were asked for in a report. Generators on 13 + 16 + 9 points (images are 0-based), the name that GAP gives to the
# permutation group again, and the classes of its subgroups as [index, length of the class, how many such classes].
# Orders above 1536 are in the package gap-smallgrp-extra of Debian.
out := OutputTextFile("reported-indices.jsonl", false);; SetPrintFormattingStatus(out, false);;
G := SmallGroup(1872, 7);;
N := SylowSubgroup(G, 13);;
points := [HallSubgroup(G, [2, 3]), ClosureGroup(N, SylowSubgroup(G, 3)), ClosureGroup(N, SylowSubgroup(G, 2))];;
gens := SmallGeneratingSet(G);;
images := List(gens, g -> []);;
for U in points do
  hom := FactorCosetAction(G, U);;
  for k in [1 .. Length(gens)] do
    at := Length(images[k]);;
    Append(images[k], ListPerm(Image(hom, gens[k]), Index(G, U)) - 1 + at);
  od;
od;
P := Group(List(images, x -> PermList(x + 1)));;
c := Collected(List(ConjugacyClassesSubgroups(G), x -> [Index(G, Representative(x)), Size(x)]));;
AppendTo(out, ReplacedString(Concatenation("{\"id\":\"", String(IdGroup(P)[1]), ",", String(IdGroup(P)[2]), "\",\"degree\":",
  String(Length(images[1])), ",\"gens\":", String(images), ",\"order\":", String(Size(P)), ",\"classes\":",
  String(List(c, x -> [x[1][1], x[1][2], x[2]])), "}"), " ", ""), "\n");
QUIT_GAP(0);
