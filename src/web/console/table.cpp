#include "web/console/table.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "display/inspect.h"
#include "display/string_width.h"
#include "gc/external_memory.h"
#include "vm/collections/keyed_collections.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/internal_methods.h"
#include "vm/operations/object_operations.h"
#include "vm/rooted_keys.h"
#include "vm/strings/string.h"
#include "vm/value_list.h"

namespace orrery::web::console {

using vm::Agent;
using vm::CellKind;
using vm::Completion;
using vm::Object;
using vm::PropertyKey;
using vm::Thrown;
using vm::Value;

namespace {

struct Column {
  std::string head;
  std::vector<std::string> cells;
};
using Columns = std::vector<Column>;

Thrown throw_too_large(Agent& agent) {
  return agent.throw_range_error("Out of memory: there is no room for the text of this table");
}

// Drawing ---------------------------------------------------------------------------------------------------

std::string repeated(std::string_view text, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; i++) result += text;
  return result;
}

std::string border(const std::vector<std::size_t>& widths, std::string_view left, std::string_view middle,
                   std::string_view right) {
  std::string line(left);
  for (std::size_t i = 0; i < widths.size(); i++) {
    if (i > 0) line += middle;
    line += repeated("─", widths[i] + 2);
  }
  return line.append(right);
}

Completion<std::optional<std::string>> drawn(Agent& agent, const Columns& columns) {
  std::size_t rows = 0;
  std::vector<std::size_t> widths;
  std::size_t line = 0;
  for (const Column& column : columns) {
    rows = std::max(rows, column.cells.size());
    std::size_t width = display::string_width(column.head);
    for (const std::string& cell : column.cells) width = std::max(width, display::string_width(cell));
    widths.push_back(width);
    line += width + 5;
  }
  // One long cell makes all rows long. Borders have three bytes for each column of the terminal.
  constexpr std::size_t k_border_lines = 3 * 3;
  const auto memory = gc::ExternalMemory::try_make(agent.heap(), line * (rows + 1 + k_border_lines));
  if (!memory) return throw_too_large(agent);
  std::string text = border(widths, "┌", "┬", "┐") + "\n";
  const auto add_row = [&](auto cell_of) {
    text += "│ ";
    for (std::size_t i = 0; i < columns.size(); i++) {
      const std::string_view cell = cell_of(columns[i]);
      if (i > 0) text += " │ ";
      text += cell;
      text.append(widths[i] - display::string_width(cell), ' ');
    }
    text += " │\n";
  };
  add_row([](const Column& column) { return std::string_view(column.head); });
  text += border(widths, "├", "┼", "┤") + "\n";
  for (std::size_t row = 0; row < rows; row++) {
    add_row([&](const Column& column) {
      return row < column.cells.size() ? std::string_view(column.cells[row]) : std::string_view();
    });
  }
  return std::optional(text + border(widths, "└", "┴", "┘"));
}

// Reading ---------------------------------------------------------------------------------------------------

class TableMaker {
 public:
  TableMaker(Agent& agent, const display::InspectOptions& options)
      : agent_(agent), options_(options), loop_(agent), keys_(agent), memory_(agent.heap(), 0) {
    options_.max_array_length = 3;
    options_.break_length = display::InspectOptions::k_infinity;
  }

  /// Maps, Sets and their iterators have a column of numbers.
  Completion<Columns> of_collection(Object* data) {
    const bool is_iterator = data->kind() == CellKind::MapIterator || data->kind() == CellKind::SetIterator;
    auto kind = data->kind() == CellKind::Map ? vm::IterationKind::Entries : vm::IterationKind::Values;
    vm::TableCursor cursor{nullptr};
    if (is_iterator) {
      const auto* iterator = static_cast<vm::KeyedCollectionIterator*>(data);
      kind = iterator->iteration_kind();
      cursor = iterator->cursor();
    } else {
      cursor.table = static_cast<vm::KeyedCollection*>(data)->table();
    }
    const bool is_map = data->kind() == CellKind::Map || data->kind() == CellKind::MapIterator;
    Column numbers{.head = "(iteration index)", .cells = {}};
    Column keys{.head = "Key", .cells = {}};
    Column values{.head = "Values", .cells = {}};
    while (cursor.table != nullptr) {
      TRY(loop_.next_round());
      const std::optional<std::uint32_t> place = cursor.next();
      if (!place) break;
      const Value key = cursor.table->key(*place);
      const Value value = is_map ? cursor.table->value(*place) : key;
      if (kind == vm::IterationKind::Entries && is_map) keys.cells.push_back(TRY(cell(key)));
      values.cells.push_back(TRY(cell(kind == vm::IterationKind::Keys ? key : value)));
      // INTEROP: Node has two rows for what set.entries() gives.
      if (kind == vm::IterationKind::Entries && !is_map) values.cells.push_back(values.cells.back());
    }
    for (std::size_t i = 0; i < values.cells.size(); i++)
      numbers.cells.push_back(TRY(cell(Value::number(static_cast<double>(i)))));
    if (kind != vm::IterationKind::Entries || !is_map) return Columns{std::move(numbers), std::move(values)};
    return Columns{std::move(numbers), std::move(keys), std::move(values)};
  }

  /// A row for each property, a column for each property that one of these has.
  /// \param wanted  the columns; null: all
  Completion<Columns> of_object(Object* data, vm::ValueList* wanted) {
    const vm::ValueList* rows = TRY(vm::enumerable_own_properties(agent_, data, vm::PropertyParts::Keys));
    Column index{.head = "(index)", .cells = {}};
    Column primitives{.head = "Values", .cells = {}};
    for (std::uint32_t row = 0; row < rows->size(); row++) {
      TRY(loop_.next_round());
      const Value name = rows->at(row);
      index.cells.push_back(name.as_string()->to_wtf8());
      const Value item = TRY(vm::get(agent_, data, vm::to_key(agent_, name.as_string())));
      if (!item.is_object() && wanted == nullptr) {
        std::string text = TRY(cell(item));
        TRY(set(primitives, row, std::move(text)));
      } else {
        TRY(add_row(row, item, wanted));
      }
    }
    // As the properties of an object: indices in order, then names as they came.
    std::ranges::sort(columns_, {}, &KeyedColumn::rank);
    Columns result;
    result.push_back(std::move(index));
    for (KeyedColumn& column : columns_) result.push_back(std::move(column.column));
    if (!primitives.cells.empty()) result.push_back(std::move(primitives));
    return result;
  }

 private:
  struct KeyedColumn {
    PropertyKey key;  // kept alive by keys_
    std::uint64_t rank;
    Column column;
  };

  Completion<std::string> cell(Value value) {
    options_.depth = 0;
    if (value.is_object() && !value.as_object()->is_callable() &&
        value.as_object()->kind() != CellKind::Array && value.as_object()->kind() != CellKind::TypedArray) {
      const vm::ValueList* keys =
          TRY(vm::enumerable_own_properties(agent_, value.as_object(), vm::PropertyParts::Keys));
      // Of an object with more than two properties there would be too much to show.
      if (keys->size() > 2) options_.depth = -1;
    }
    std::string text = TRY(display::inspect(agent_, value, options_));
    TRY(count(text.size()));
    return text;
  }

  /// What the table takes until it is drawn counts to the heap's limit.
  Completion<void> count(std::size_t bytes) {
    if (!memory_.try_resize(memory_.bytes() + bytes)) return throw_too_large(agent_);
    return {};
  }

  /// The cells between are empty.
  Completion<void> set(Column& column, std::size_t row, std::string text) {
    if (column.cells.size() <= row) {
      TRY(count((row + 1 - column.cells.size()) * sizeof(std::string)));
      column.cells.resize(row + 1);
    }
    column.cells[row] = std::move(text);
    return {};
  }

  Completion<void> add_row(std::uint32_t row, Value item, const vm::ValueList* wanted) {
    const vm::ValueList* names = wanted;
    if (names == nullptr)
      names = TRY(vm::enumerable_own_properties(agent_, item.as_object(), vm::PropertyParts::Keys));
    for (std::uint32_t i = 0; i < names->size(); i++) {
      TRY(loop_.next_round());
      const PropertyKey key = TRY(vm::to_property_key(agent_, names->at(i)));
      if (key.is_symbol()) continue;
      const std::size_t place = column_of(key);
      TRY(loop_.next_rounds(place / k_columns_in_a_round));
      const bool has_it = item.is_object() && TRY(vm::has_own_property(agent_, item.as_object(), key));
      std::string text = has_it ? TRY(cell(TRY(vm::get(agent_, item.as_object(), key)))) : std::string();
      TRY(set(columns_[place].column, row, std::move(text)));
    }
    return {};
  }

  static constexpr std::size_t k_columns_in_a_round = 8;

  std::size_t column_of(PropertyKey key) {
    const auto found = std::ranges::find(columns_, key, &KeyedColumn::key);
    if (found != columns_.end()) return static_cast<std::size_t>(found - columns_.begin());
    keys_.items().push_back(key);
    const std::string name = vm::to_value(agent_, key).as_string()->to_wtf8();
    const std::uint64_t rank = key.is_array_index()
                                   ? key.as_index()
                                   : std::uint64_t{PropertyKey::k_not_an_array_index} + columns_.size();
    columns_.push_back({.key = key, .rank = rank, .column = {.head = name, .cells = {}}});
    return columns_.size() - 1;
  }

  Agent& agent_;
  display::InspectOptions options_;
  vm::NativeLoop loop_;
  vm::RootedKeys keys_;
  std::vector<KeyedColumn> columns_;
  gc::ExternalMemory memory_;
};

}  // namespace

Completion<std::optional<std::string>> table_text(Agent& agent, const display::InspectOptions& options,
                                                  Value data, Value properties) {
  vm::ValueList* wanted = nullptr;
  if (!properties.is_undefined()) {
    if (!TRY(vm::is_array(agent, properties)))
      return agent.throw_type_error("The \"properties\" argument must be an instance of Array");
    wanted = TRY(vm::create_list_from_array_like(agent, properties));
  }
  if (!data.is_object() || data.as_object()->is_callable()) return std::optional<std::string>();
  TableMaker maker(agent, options);
  Object* object = data.as_object();
  const CellKind kind = object->kind();
  if (kind == CellKind::Map || kind == CellKind::Set || kind == CellKind::MapIterator ||
      kind == CellKind::SetIterator)
    return drawn(agent, TRY(maker.of_collection(object)));
  return drawn(agent, TRY(maker.of_object(object, wanted)));
}

}  // namespace orrery::web::console
