# Facts of whole families of groups, one JSON object a line. families.mjs starts this script and sets the variables
# `family`, a name below, and `first`, the place in the list of the family at which to begin. GAP 4.12 with transgrp,
# primgrp, smallgrp and ctbllib.
#
# A group within the caps: "id", "degree", "gens" (images of 0, 1, ...), "order",
#   "classes": [element order, size, how many such classes],
#   "rows": [degree, indicator, multiplicity in the action on points, degree of the field of values, how many such
#   irreducible characters].
# Any other: "id", "order", "skipped" (why).
LoadPackage( "transgrp" );; LoadPackage( "primgrp" );; LoadPackage( "smallgrp" );; LoadPackage( "ctbllib" );;
mostClasses := 1200;;
# The largest order of a primitive group whose table is made.
primitiveOrder := function( n ) if n <= 23 then return 10^6; else return 10^5; fi; end;;
# The largest order of a group that is drawn into the sample.
sampleOrder := 50000;;

named := function( letter, n, i )
  return Concatenation( letter, String( n ), ",", String( i ) );
end;;
transitive := function( n, i ) return rec( id := named( "T", n, i ), degree := n, group := TransitiveGroup( n, i ) ); end;;
primitive := function( n, i ) return rec( id := named( "P", n, i ), degree := n, group := PrimitiveGroup( n, i ) ); end;;
# A group of the library of small groups, on few points.
small := function( n, i )
  local P;
  if n = 1 then return rec( id := "S1,1", degree := 1, group := Group( () ) ); fi;
  Reset( GlobalMersenneTwister, 1000 * n + i );
  P := Image( SmallerDegreePermutationRepresentation( Image( IsomorphismPermGroup( SmallGroup( n, i ) ) ) ) );
  return rec( id := named( "S", n, i ), degree := LargestMovedPoint( P ), group := Group( SmallGeneratingSet( P ) ) );
end;;
# 200 different groups: the degree is drawn from 16 to 30, then the number within the degree; orders above the cap are
# drawn again.
sample := function()
  local list, n, i, source;
  source := RandomSource( IsMersenneTwister, 20 );
  list := [];
  while Length( list ) < 200 do
    n := Random( source, [ 16 .. 30 ] );
    i := Random( source, [ 1 .. NrTransitiveGroups( n ) ] );
    if not [ n, i ] in list and Size( TransitiveGroup( n, i ) ) <= sampleOrder then Add( list, [ n, i ] ); fi;
  od;
  return list;
end;;
pairs := function( degrees, number )
  return Concatenation( List( degrees, n -> List( [ 1 .. number( n ) ], i -> [ n, i ] ) ) );
end;;
families := rec(
  transitive := rec( list := function() return pairs( [ 2 .. 15 ], NrTransitiveGroups ); end, make := transitive,
    mostOrder := n -> infinity ),
  sample := rec( list := sample, make := transitive, mostOrder := n -> sampleOrder ),
  primitive := rec( list := function() return pairs( [ 2 .. 100 ], NrPrimitiveGroups ); end, make := primitive,
    mostOrder := primitiveOrder ),
  small := rec( list := function() return pairs( Difference( [ 1 .. 200 ], [ 128, 192 ] ), NrSmallGroups ); end,
    make := small, mostOrder := n -> 200 ) );;

out := OutputTextFile( "*stdout*", false );; SetPrintFormattingStatus( out, false );;
text := x -> ReplacedString( String( x ), " ", "" );;
flat := list -> List( Collected( list ), x -> Concatenation( x[1], [ x[2] ] ) );;
rowsOf := function( G, n )
  local tbl, irr, indicators, points;
  tbl := CharacterTable( G );
  irr := Irr( tbl );
  indicators := Indicator( tbl, irr, 2 );
  points := ClassFunction( tbl, List( ConjugacyClasses( tbl ), c -> n - NrMovedPoints( Representative( c ) ) ) );
  return List( [ 1 .. Length( irr ) ], i -> [ irr[i][1], indicators[i], ScalarProduct( tbl, points, irr[i] ),
    DegreeOverPrimeField( Field( Rationals, irr[i] ) ) ] );
end;;
# Symmetric and alternating groups in their natural action have at least half as many classes as partitions; GAP has
# methods of their own for them, once it knows what they are.
tooManyPartitions := function( G, n )
  return ( IsNaturalSymmetricGroup( G ) or IsNaturalAlternatingGroup( G ) ) and NrPartitions( n ) > 2 * mostClasses;
end;;
# Why the table of a group is not made, before its classes are known; empty where it is.
leftOut := function( G, n )
  local most;
  most := families.( family ).mostOrder( n );
  if Size( G ) > most then return Concatenation( "order above ", String( most ) ); fi;
  if tooManyPartitions( G, n ) then return Concatenation( String( NrPartitions( n ) ), " partitions" ); fi;
  return "";
end;;
emit := function( place, entry )
  local G, n, classes, reason;
  G := entry.group;; n := entry.degree;;
  AppendTo( out, place, " {\"id\":\"", entry.id, "\",\"order\":", Size( G ) );
  reason := leftOut( G, n );
  if reason = "" then
    classes := List( ConjugacyClasses( G ), c -> [ Order( Representative( c ) ), Size( c ) ] );
    if Length( classes ) > mostClasses then reason := Concatenation( String( Length( classes ) ), " classes" ); fi;
  fi;
  if reason <> "" then
    AppendTo( out, ",\"skipped\":\"", reason, "\"}\n" );
    return;
  fi;
  AppendTo( out, ",\"degree\":", n, ",\"gens\":", text( List( GeneratorsOfGroup( G ), g -> ListPerm( g, n ) - 1 ) ),
    ",\"classes\":", text( flat( classes ) ), ",\"rows\":", text( flat( rowsOf( G, n ) ) ), "}\n" );
end;;
list := families.( family ).list();;
for place in [ first .. Length( list ) ] do
  emit( place, CallFuncList( families.( family ).make, list[place] ) );
od;
AppendTo( out, "end\n" );
QUIT_GAP( 0 );
