// arguments: {scripts}/lua/closures.lua
// gdb: break luaV_execute
// gdb: run
// gdb: bt
// gdb: info args
// gdb: print *ci
// gdb: print *L
// gdb: ptype L
// gdb: ptype ci
// gdb: 30 * next
// gdb: delete
// gdb: break luaH_getstr
// gdb: continue
// gdb: bt
// gdb: info args
// gdb: print *t
// gdb: print (char *)(key + 1)
// gdb: finish
// gdb: delete
// gdb: break luaD_call
// gdb: continue
// gdb: 15 * step
// gdb: bt
// gdb: up
// gdb: info args
// gdb: delete
// gdb: break auxsort
// gdb: continue
// gdb: bt
// gdb: info args
// gdb: 20 * next
// gdb: watch lo
// gdb: continue
// gdb: delete
// gdb: everywhere luaV_lessthan
// gdb: everywhere lua_rawgeti
// gdb: everywhere sort_comp
// gdb: break str_format
// gdb: continue
// gdb: 20 * next
// gdb: info args
// gdb: bt
// gdb: ptype lua_State
// gdb: ptype TValue
// gdb: ptype union GCUnion
// gdb: print luaT_typenames_
// gdb: print luaP_opmodes
// gdb: print lmod
// gdb: info scope luaH_resize
// gdb: ptype Proto
// gdb: delete
// gdb: continue
