# Summaries of character tables: all transitive groups of degree at most 15, a seeded sample of 200 of degree 16 to 30,
# primitive groups of degree at most 100, of orders up to the caps below. One JSON object a line: generators (images of
# 0, 1, ...), order, number of classes, and for each irreducible character [degree, indicator, multiplicity in the action
# on points, degree of the field of values], sorted. GAP 4.12 with transgrp, primgrp and ctbllib:
#   gap -q table-summaries.g > table-summaries.jsonl
LoadPackage( "transgrp" );; LoadPackage( "primgrp" );; LoadPackage( "ctbllib" );;
Reset( GlobalMersenneTwister, 20 );;
out := OutputTextFile( "*stdout*", false );; SetPrintFormattingStatus( out, false );;
text := x -> ReplacedString( String( x ), " ", "" );;
emit := function( id, G, n )
  local irr, pi, tbl, ind, rows;
  tbl := CharacterTable( G );
  irr := Irr( tbl );
  ind := Indicator( tbl, irr, 2 );
  pi := NaturalCharacter( G );
  rows := List( [ 1 .. Length( irr ) ], i -> [ irr[i][1], ind[i], ScalarProduct( tbl, pi, irr[i] ),
    DegreeOverPrimeField( Field( Rationals, irr[i] ) ) ] );
  Sort( rows );
  AppendTo( out, "{\"id\":\"", id, "\",\"degree\":", n, ",\"gens\":",
    text( List( GeneratorsOfGroup( G ), g -> ListPerm( g, n ) - 1 ) ), ",\"order\":", Size( G ),
    ",\"classes\":", Length( irr ), ",\"rows\":", text( Collected( rows ) ), "}\n" );
end;;
for n in [ 2 .. 15 ] do
  for i in [ 1 .. NrTransitiveGroups( n ) ] do
    if Size( TransitiveGroup( n, i ) ) <= 2 * 10^6 then
      emit( Concatenation( "T", String( n ), ",", String( i ) ), TransitiveGroup( n, i ), n );
    fi;
  od;
od;
for n in [ 5 .. 100 ] do
  for i in [ 1 .. NrPrimitiveGroups( n ) ] do
    if Size( PrimitiveGroup( n, i ) ) <= 10^6 and Size( PrimitiveGroup( n, i ) ) > n then
      emit( Concatenation( "P", String( n ), ",", String( i ) ), PrimitiveGroup( n, i ), n );
    fi;
  od;
od;
k := 0;;
while k < 200 do
  n := Random( [ 16 .. 30 ] );; i := Random( 1, NrTransitiveGroups( n ) );;
  if Size( TransitiveGroup( n, i ) ) <= 20000 then
    emit( Concatenation( "T", String( n ), ",", String( i ) ), TransitiveGroup( n, i ), n );
    k := k + 1;
  fi;
od;
QUIT_GAP( 0 );
