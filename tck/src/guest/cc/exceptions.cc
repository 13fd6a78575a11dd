// Exceptions through many frames and destructors, virtual calls, RTTI, streams, containers, threads.
#include <algorithm>
#include <atomic>
#include <iostream>
#include <map>
#include <memory>
#include <numeric>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

int released = 0;

struct Guard {
    ~Guard() { released++; }
};

struct Shape {
    virtual ~Shape() = default;
    virtual int sides() const = 0;
};
struct Square : Shape {
    int sides() const override { return 4; }
};
struct Hexagon : Shape {
    int sides() const override { return 6; }
};

[[gnu::noinline]] int dive(int depth) {
    Guard guard;
    if (depth == 0) {
        throw std::runtime_error("bottom");
    }
    return dive(depth - 1) + 1;
}

}  // namespace

int main() {
    try {
        dive(1000);
    } catch (const std::exception &e) {
        std::cout << e.what() << ", " << released << " released\n";
    }
    int caught = 0;
    for (int i = 0; i < 3000; i++) {
        try {
            if (i % 3 == 0) {
                throw i;
            } else if (i % 3 == 1) {
                throw std::string("text");
            }
            dive(3);
        } catch (int) {
            caught += 1;
        } catch (const std::string &) {
            caught += 10;
        } catch (...) {
            caught += 100;
        }
    }
    std::cout << "caught " << caught << '\n';
    std::vector<std::unique_ptr<Shape>> shapes;
    for (int i = 0; i < 10; i++) {
        if (i % 2) {
            shapes.push_back(std::make_unique<Square>());
        } else {
            shapes.push_back(std::make_unique<Hexagon>());
        }
    }
    int sides = 0, squares = 0;
    for (const auto &shape : shapes) {
        sides += shape->sides();
        squares += dynamic_cast<Square *>(shape.get()) != nullptr;
    }
    std::cout << "sides " << sides << ", squares " << squares << '\n';
    std::map<std::string, int> words;
    std::istringstream text("the quick brown fox jumps over the lazy dog and the cat");
    for (std::string word; text >> word;) {
        words[word]++;
    }
    for (const auto &[word, count] : words) {
        std::cout << word << ' ' << count << ' ';
    }
    std::vector<long> numbers(1000);
    std::iota(numbers.begin(), numbers.end(), 1);
    std::reverse(numbers.begin(), numbers.end());
    std::sort(numbers.begin(), numbers.end());
    std::cout << '\n' << std::accumulate(numbers.begin(), numbers.end(), 0l) << '\n';
    std::atomic<long> total{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; i++) {
        threads.emplace_back([&total, i] {
            try {
                dive(10 + i);
            } catch (const std::runtime_error &) {
                total += i + 1;
            }
        });
    }
    for (auto &thread : threads) {
        thread.join();
    }
    std::cout << "threads " << total << std::endl;
    std::vector<int> empty;
    try {
        return empty.at(3);
    } catch (const std::out_of_range &) {
        std::cout << "out of range\n";
    }
    throw std::logic_error("nobody catches this");
}
