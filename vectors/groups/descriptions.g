# StructureDescription of groups of order 64 to 200 (not 128 and 192), at most three of each order, drawn with a seed:
# gap -q descriptions.g writes descriptions.jsonl. Images are 0-based.
LoadPackage("smallgrp");; Reset(GlobalMersenneTwister, 8);; Reset(GlobalRandomSource, 8);;
G := fail;; P := fail;; d := fail;;
out := OutputTextFile("descriptions.jsonl", false);; SetPrintFormattingStatus(out, false);;
for n in Difference([64 .. 200], [128, 192]) do
  numbers := Set(List([1 .. 3], k -> Random(1, NrSmallGroups(n))));;
  for i in numbers do
    G := SmallGroup(n, i);;
    if not IsAbelian(G) then
      P := Image(SmallerDegreePermutationRepresentation(Image(IsomorphismPermGroup(G)) : cheap));;
      d := LargestMovedPoint(P);;
      AppendTo(out, "{\"id\":\"", n, ",", i, "\",\"degree\":", d, ",\"gens\":",
        ReplacedString(String(List(SmallGeneratingSet(P), g -> ListPerm(g, d) - 1)), " ", ""),
        ",\"description\":\"", StructureDescription(G), "\"}\n");;
    fi;
  od;
od;
CloseStream(out);;
QUIT_GAP(0);;
