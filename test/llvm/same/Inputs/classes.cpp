using size_t = decltype(sizeof 0);
namespace std {
struct type_info { virtual ~type_info(); const char *name() const; const char *text; };
template <class R, class... A> struct coroutine_traits { using promise_type = typename R::promise_type; };
template <class P = void> struct coroutine_handle;
template <class P> struct coroutine_handle {
  void *frame;
  static coroutine_handle from_address(void *p) { return {p}; }
  static coroutine_handle from_promise(P &p) { return {__builtin_coro_promise(&p, alignof(P), true)}; }
  void resume() { __builtin_coro_resume(frame); }
  operator coroutine_handle<void>() const;
};
template <> struct coroutine_handle<void> {
  void *frame;
  static coroutine_handle from_address(void *p) { return {p}; }
};
template <class P> coroutine_handle<P>::operator coroutine_handle<void>() const { return {frame}; }
struct suspend_always {
  bool await_ready() noexcept { return false; }
  void await_suspend(coroutine_handle<>) noexcept {}
  void await_resume() noexcept {}
};
template <class T> struct initializer_list { const T *first; size_t count; const T *begin() const { return first; } const T *end() const { return first + count; } };
}
inline void *operator new(size_t, void *p) noexcept { return p; }

struct Base { virtual int get() const; virtual ~Base(); int value = 1; };
struct Left : virtual Base { int get() const override { return value + 1; } long left; };
struct Right : virtual Base { int right; };
struct Both final : Left, Right { int get() const override; Both(); ~Both() override; };
int Base::get() const { return value; }
Base::~Base() {}
Both::Both() { right = 3; }
Both::~Both() { value = 0; }
int Both::get() const { return Left::get() + right; }

struct Guard { int &n; explicit Guard(int &n) : n(n) { ++n; } ~Guard() { --n; } Guard(const Guard &) = delete; };
struct Error { const char *text; int code; };
extern int external(int);
thread_local Guard *tls_guard = nullptr;
int counter;
thread_local Guard tls_object(counter);
inline int inline_variable = external(3);
template <int N> struct Array { int data[N]; int &operator[](int i) { return data[i]; } static int made; };
template <int N> int Array<N>::made = external(N);
template struct Array<5>;

#if __cpp_exceptions
int catches(int n) {
  Guard g(counter);
  try {
    Guard inner(counter);
    if (n > 3) throw Error{"text", n};
    if (n > 2) throw n;
    return external(n);
  } catch (const Error &e) {
    return e.code;
  } catch (int i) {
    try { external(i); } catch (...) { throw; }
    return -i;
  }
}
#endif
int quiet(int n) noexcept { return external(n); }
int statics(int n) { static Both both; static const int once = external(n); return both.get() + once; }
#if __cpp_rtti
const char *name_of(const Base &b) { return typeid(b).name(); }
int cast(Base *b) { Both *both = dynamic_cast<Both *>(b); return both ? both->right : 0; }
#endif
int members(Both *b, int (Base::*f)() const, int Right::*d) { return (b->*f)() + b->*d; }
auto lambda(int n) { return [n, m = n * 2](int k) mutable { return m += k + n; }; }
int calls(int n) { auto f = lambda(n); return f(3) + f(4) + tls_object.n; }
int sum(std::initializer_list<int> list) { int t = 0; for (int i : list) t += i; return t; }
int use(int n) { return sum({1, 2, n}) + Array<3>{{1, n, 3}}[n]; }
Base *create(int n) { return n ? new Both : new Base[3]; }
void destroy(Base *b) { delete b; }

struct Task {
  struct promise_type {
    int current;
    Task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(int n) { current = n; return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
};
Task numbers(int n) { Guard g(counter); for (int i = 0; i < n; ++i) co_yield external(i); }
int first_number() { Task t = numbers(3); t.handle.resume(); return counter; }
