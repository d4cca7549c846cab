#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gc/cell.h"
#include "gc/visitor.h"

namespace orrery::gc {

class Heap;
class Liveness;

/// What the collector stops the program for.
enum class Pause : std::uint8_t {
  Minor,  // a minor collection
  Major,  // a major one, or the last step of one
  Step,   // another step
};

/// A collection that is over. Bytes are those of cells.
struct CollectionReport {
  bool is_major;
  std::size_t bytes_before;
  std::size_t bytes_after;
};

/// An item of a heap's list of things outside it that hold references. It may outlive the heap; then it is
/// empty. To be made and destroyed on the heap's thread, not during a collection.
class RootBase {
 public:
  RootBase(const RootBase&) = delete;
  RootBase& operator=(const RootBase&) = delete;

  virtual void visit(Visitor& visitor) = 0;
  /// Forgets all references.
  virtual void clear() = 0;
  // Of what holds cells weakly, or counts collections and pauses. None may allocate cells.
  /// Forgets those that are dead.
  virtual void clear_dead(const Liveness&) {}
  virtual void note_pause_begins() {}
  virtual void note_pause_ends(Pause) {}
  virtual void note_collection(const CollectionReport&) {}

 protected:
  explicit RootBase(Heap& heap);
  ~RootBase();

 private:
  friend class Heap;
  RootBase* previous_ = nullptr;
  RootBase* next_ = nullptr;
  Heap* heap_;  // null once the heap is gone
};

/// Keeps one cell alive.
template <typename T>
class Root final : public RootBase {
 public:
  explicit Root(Heap& heap, T* cell = nullptr) : RootBase(heap), cell_(cell) {}
  T* get() const { return cell_; }
  T* operator->() const { return cell_; }
  explicit operator bool() const { return cell_ != nullptr; }
  void set(T* cell) { cell_ = cell; }
  void visit(Visitor& visitor) override { visitor.visit(static_cast<Cell*>(cell_)); }
  void clear() override { cell_ = nullptr; }

 private:
  T* cell_;
};

/// A vector of cells that it keeps alive.
template <typename T>
class RootVector final : public RootBase {
 public:
  explicit RootVector(Heap& heap) : RootBase(heap) {}
  std::vector<T*>& items() { return items_; }
  void visit(Visitor& visitor) override {
    for (T* cell : items_) visitor.visit(static_cast<Cell*>(cell));
  }
  void clear() override { items_.clear(); }

 private:
  std::vector<T*> items_;
};

}  // namespace orrery::gc
