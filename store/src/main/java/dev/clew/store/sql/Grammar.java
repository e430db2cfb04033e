package dev.clew.store.sql;

import java.util.Set;

/// The parts of a syntax tree that a query may consist of. Everything else is refused, whether or
/// not it could do harm.
final class Grammar {
  /// Kinds of nodes.
  static final Set<String> NODES =
      Set.of(
          "SELECT_NODE",
          "SET_OPERATION_NODE",
          "RECURSIVE_CTE_NODE",
          "ORDER_MODIFIER",
          "LIMIT_MODIFIER",
          "DISTINCT_MODIFIER",
          "ORDER_DEFAULT",
          "ASCENDING",
          "DESCENDING",
          "BASE_TABLE",
          "SUBQUERY",
          "JOIN",
          "TABLE_FUNCTION",
          "EXPRESSION_LIST",
          "EMPTY",
          "SHOW_REF",
          "COLUMN_REF",
          "VALUE_CONSTANT",
          "FUNCTION",
          "COMPARE_EQUAL",
          "COMPARE_NOTEQUAL",
          "COMPARE_LESSTHAN",
          "COMPARE_LESSTHANOREQUALTO",
          "COMPARE_GREATERTHAN",
          "COMPARE_GREATERTHANOREQUALTO",
          "COMPARE_DISTINCT_FROM",
          "COMPARE_NOT_DISTINCT_FROM",
          "COMPARE_BETWEEN",
          "COMPARE_IN",
          "CONJUNCTION_AND",
          "CONJUNCTION_OR",
          "OPERATOR_NOT",
          "OPERATOR_IS_NULL",
          "OPERATOR_IS_NOT_NULL",
          "OPERATOR_COALESCE",
          "OPERATOR_TRY",
          "OPERATOR_CAST",
          "ARRAY_EXTRACT",
          "ARRAY_SLICE",
          "ARRAY_CONSTRUCTOR",
          "STRUCT_EXTRACT",
          "GROUPING_FUNCTION",
          "CASE_EXPR",
          "COLLATE",
          "STAR",
          "POSITIONAL_REFERENCE",
          "TYPE",
          "WINDOW_AGGREGATE",
          "WINDOW_RANK",
          "WINDOW_RANK_DENSE",
          "WINDOW_DENSE_RANK",
          "WINDOW_NTILE",
          "WINDOW_PERCENT_RANK",
          "WINDOW_CUME_DIST",
          "WINDOW_ROW_NUMBER",
          "WINDOW_FIRST_VALUE",
          "WINDOW_LAST_VALUE",
          "WINDOW_LEAD",
          "WINDOW_LAG",
          "WINDOW_NTH_VALUE",
          "WINDOW_FILL");

  /// Names of the fields of nodes.
  static final Set<String> FIELDS =
      words(
          """
          aggregate_handling alias aliases arg_orders arguments at_clause case_checks catalog
          catalog_name child children class collation column column_name_alias column_names columns
          comparison_type condition cte_map cte_name default_expr delim_flipped distinct
          distinct_on_targets duplicate_eliminated_columns else_expr end end_expr exclude_clause
          exclude_list expected_names expected_types export_state expr expression filter filter_expr
          from_table function function_name group_expressions group_sets has_ignore_nulls having id
          ignore_nulls index input is_implicit is_null is_operator is_percentage join_type key
          key_targets kind left lhs limit limit_type literal lower map materialized method modifiers name
          named_param_map nearest_approx nearest_count nearest_order_type node null_order offset
          offset_expr order_bys orders partitions path payload_aggregates qualified_exclude_list
          qualified_name qualify query query_location query_location_length query_node
          ranking_expression ref_type relation_name rename_list repeatable replace_list right sample
          sample_rate sample_size schema schema_name seed select_list setop_all setop_type show_type
          start start_expr subquery subquery_type syntax_type table table_name text then_expr try_cast type
          type_expr type_info type_name union_all upper using_columns value values when_expr
          where_clause with_ordinality
          """);

  /// Fields that must be empty or false wherever they stand.
  static final Set<String> EMPTY_FIELDS =
      words(
          """
          at_clause catalog catalog_name duplicate_eliminated_columns export_state named_param_map
          payload_aggregates ranking_expression schema schema_name
          """);

  /// Types to cast to.
  static final Set<String> TYPES =
      words(
          """
          boolean tinyint smallint integer bigint hugeint utinyint usmallint uinteger ubigint uhugeint
          float double decimal varchar char text string date time timestamp timestamp_s timestamp_ms
          timestamp_ns timestamptz interval uuid json list array struct map
          """);

  /// Types to cast to whose names have blanks.
  static final Set<String> LONG_TYPES = Set.of("timestamp with time zone");

  static final Set<String> COLLATIONS = Set.of("nocase", "noaccent", "nocase.noaccent", "binary");

  private Grammar() {}

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }
}
