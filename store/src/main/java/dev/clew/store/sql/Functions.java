package dev.clew.store.sql;

import java.util.HashSet;
import java.util.Set;

/// The functions that a query may call: a list of what is allowed, so that a function which a new
/// DuckDB brings along stays out until somebody has looked at it.
///
/// Left out on purpose, beside all that reads files, settings or the catalogue: what makes a large
/// value out of a small one (`repeat`, `lpad`, `format`, `range` as a value, `list_resize`, and
/// lambdas), because DuckDB builds one value without looking at its memory limit or at a
/// cancellation; comparisons of quadratic cost (`levenshtein`); and what gathers lists in a window.
final class Functions {
  private static final Set<String> NUMBERS =
      words(
          """
          abs acos acosh add asin asinh atan atan2 atanh bit_count cbrt ceil ceiling cos cosh cot
          degrees divide even exp factorial fdiv floor fmod gamma gcd greatest
          greatest_common_divisor isfinite isinf isnan lcm least least_common_multiple lgamma ln log
          log10 log2 mod multiply nextafter pi pow power radians random round round_even sign signbit
          sin sinh sqrt subtract tan tanh trunc xor
          """);
  private static final Set<String> TEXT =
      words(
          """
          ascii base64 bin bit_length char_length character_length chr concat concat_ws contains
          decode encode ends_with format_bytes formatReadableSize from_base64 from_hex hash hex
          ilike_escape instr lcase left left_grapheme len length length_grapheme like_escape lower
          ltrim md5 nfc_normalize not_ilike_escape not_like_escape octet_length ord overlay position
          prefix regexp_escape regexp_extract regexp_extract_all regexp_full_match regexp_matches
          regexp_replace regexp_split_to_array replace reverse right right_grapheme rtrim sha1 sha256
          split split_part starts_with str_split str_split_regex string_split string_split_regex
          string_to_array strip_accents strlen strpos substr substring substring_grapheme suffix
          to_base64 to_binary to_hex translate trim ucase unhex unicode upper url_decode url_encode
          """);
  private static final Set<String> TIMES =
      words(
          """
          age century current_localtime current_localtimestamp date_add date_diff date_part date_sub
          date_trunc datediff datepart datesub datetrunc day dayname dayofmonth dayofweek dayofyear
          days_in_month decade epoch epoch_ms epoch_ns epoch_us era get_current_time
          get_current_timestamp hour isodow isoyear julian last_day make_date make_time
          make_timestamp make_timestamp_ms make_timestamp_ns microsecond millennium millisecond
          minute month monthname nanosecond now quarter second strftime strptime time_bucket timezone
          to_centuries to_days to_decades to_hours to_microseconds to_millennia to_milliseconds
          to_minutes to_months to_quarters to_seconds to_timestamp to_weeks to_years today
          transaction_timestamp try_strptime week weekday weekofyear year yearweek
          """);
  private static final Set<String> VALUES =
      words(
          """
          array_append array_cat array_concat array_contains array_distinct array_extract array_has
          array_has_all array_has_any array_indexof array_intersect array_length array_pop_back
          array_pop_front array_position array_prepend array_push_back array_push_front array_reverse
          array_reverse_sort array_slice array_sort array_to_json array_to_string array_unique
          array_value array_where array_zip cardinality element_at flatten from_json gen_random_uuid
          if ifnull json_array json_array_length json_contains json_exists json_extract
          json_extract_path json_extract_path_text json_extract_string json_keys json_merge_patch
          json_object json_quote json_structure json_transform json_type json_valid json_value
          list_any_value list_append list_avg list_cat list_concat list_contains list_count
          list_distinct list_element list_extract list_first list_has list_has_all list_has_any
          list_indexof list_intersect list_last list_max list_median list_min list_mode list_pack
          list_position list_prepend list_product list_reverse list_reverse_sort list_select
          list_slice list_sort list_stddev_pop list_stddev_samp list_sum list_unique list_value
          list_var_pop list_var_samp list_where list_zip map map_concat map_contains
          map_contains_entry map_contains_value map_entries map_extract map_extract_value
          map_from_entries map_keys map_values nullif row row_to_json struct_concat struct_extract
          struct_extract_at struct_insert struct_keys struct_pack to_json typeof unnest uuid uuidv4
          uuidv7
          """);
  private static final Set<String> OPERATORS =
      words(
          """
          + - * / // % ** ^ & | << >> ~ ! !__postfix @ || && @> <@ ^@ -> ->> ~~ !~~ ~~* !~~* ~~~ !~
          ~* !~* <-> <=>
          """);
  private static final Set<String> STATISTICS =
      words(
          """
          any_value approx_count_distinct approx_quantile arbitrary arg_max arg_max_null arg_min
          arg_min_null argmax argmin avg bit_and bit_or bit_xor bool_and bool_or corr count count_if
          count_star countif covar_pop covar_samp favg first fsum geomean geometric_mean kahan_sum
          kurtosis kurtosis_pop last mad max max_by mean median min min_by product quantile
          quantile_cont quantile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope
          regr_sxx regr_sxy regr_syy sem skewness stddev stddev_pop stddev_samp sum sumkahan var_pop
          var_samp variance wavg weighted_avg
          """);
  private static final Set<String> COLLECTIONS =
      words(
          """
          approx_top_k array_agg entropy group_concat histogram json_group_array json_group_object
          list listagg mode reservoir_quantile string_agg
          """);
  private static final Set<String> RANKS =
      words(
          """
          cume_dist dense_rank fill first_value lag last_value lead nth_value ntile percent_rank rank
          rank_dense row_number
          """);
  private static final Set<String> TABLES =
      words("generate_series json_each json_tree range unnest");

  private Functions() {}

  static boolean isAllowed(String name) {
    return NUMBERS.contains(name)
        || TEXT.contains(name)
        || TIMES.contains(name)
        || VALUES.contains(name)
        || OPERATORS.contains(name)
        || isAggregate(name);
  }

  /// Whether it makes one value out of many rows.
  static boolean isAggregate(String name) {
    return STATISTICS.contains(name) || COLLECTIONS.contains(name);
  }

  static boolean isAllowedInWindow(String name) {
    return RANKS.contains(name) || STATISTICS.contains(name);
  }

  static boolean isAllowedAsTable(String name) {
    return TABLES.contains(name);
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    for (String word : text.strip().split("\\s+")) {
      words.add(Names.fold(word));
    }
    return Set.copyOf(words);
  }
}
