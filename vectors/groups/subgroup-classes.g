# gap -q subgroup-classes.g writes subgroup-classes.jsonl: for each group of order at most 100 generators (images are
# 0-based) and the classes of its subgroups as [order, length of the class, how many such classes].
out := OutputTextFile("subgroup-classes.jsonl", false);; SetPrintFormattingStatus(out, false);;
for n in [1..100] do for i in [1..NrSmallGroups(n)] do
  G := SmallGroup(n, i);;
  P := Image(SmallerDegreePermutationRepresentation(Image(IsomorphismPermGroup(G))));;
  d := Maximum(1, LargestMovedPoint(P));;
  c := Collected(List(ConjugacyClassesSubgroups(G), x -> [Size(Representative(x)), Size(x)]));;
  AppendTo(out, ReplacedString(Concatenation("{\"id\":\"", String(n), ",", String(i), "\",\"degree\":", String(d), ",\"gens\":",
    String(List(SmallGeneratingSet(P), g -> ListPerm(g, d) - 1)), ",\"classes\":",
    String(List(c, x -> [x[1][1], x[1][2], x[2]])), "}"), " ", ""), "\n");
od; od;
QUIT_GAP(0);
